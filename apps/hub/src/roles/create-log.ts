import winston, { type Logger } from "winston";

/** JSON lines on stderr; stdout belongs to what programs read. Nothing secret is ever handed to it. */
export function createLog(level: string): Logger {
  return winston.createLogger({
    level,
    format: winston.format.combine(winston.format.timestamp(), winston.format.json()),
    transports: [new winston.transports.Console({ stderrLevels: ["error", "warn", "info", "debug"] })],
  });
}
