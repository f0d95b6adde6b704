import winston from "winston";

/** The agent's log: one JSON object a line, on stderr. */
export function createLogger(level: string): winston.Logger {
  const { combine, timestamp, json } = winston.format;
  const levels = ["error", "warn", "info", "debug"];
  return winston.createLogger({
    level,
    format: combine(timestamp(), json()),
    transports: [new winston.transports.Console({ stderrLevels: levels })],
  });
}
