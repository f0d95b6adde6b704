import { Bar, BarChart, CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { ChartProps } from "./chart.tsx";
import { SERIES_LOOKS } from "./series.ts";

const TEXT = { fill: "var(--color-muted)", fontSize: 12 };

/** The drawing of a chart. It loads the library, so it is only ever loaded lazily; screen readers get the table instead. */
export function Drawing({ kind, rows, series, at, format }: Omit<ChartProps<unknown>, "title">) {
  const Frame = kind === "bars" ? BarChart : LineChart;
  return (
    <div className="h-56">
      <ResponsiveContainer>
        <Frame data={[...rows]} accessibilityLayer={false} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
          <CartesianGrid vertical={false} stroke="var(--color-line)" />
          <XAxis dataKey={at} tick={TEXT} tickLine={false} axisLine={{ stroke: "var(--color-line)" }} minTickGap={24} />
          <YAxis
            tick={TEXT}
            tickLine={false}
            axisLine={false}
            width="auto"
            allowDecimals={false}
            tickFormatter={(value: number) => format(value, true)}
          />
          <Tooltip
            isAnimationActive={false}
            cursor={{ fill: "var(--color-sunken)", stroke: "var(--color-line)" }}
            formatter={(value) => format(Number(value))}
            contentStyle={{ background: "var(--color-raised)", border: "1px solid var(--color-line)", borderRadius: 8 }}
            labelStyle={{ color: "var(--color-ink)" }}
            itemStyle={{ color: "var(--color-ink)" }}
          />
          {series.map(({ label, value }, index) => {
            const { color, dash } = SERIES_LOOKS[index % SERIES_LOOKS.length]!;
            const shared = { name: label, dataKey: value, isAnimationActive: false } as const;
            return kind === "bars" ? (
              <Bar key={label} {...shared} stackId="all" fill={color} maxBarSize={24} />
            ) : (
              <Line
                key={label}
                {...shared}
                stroke={color}
                strokeDasharray={dash}
                strokeWidth={2}
                dot={{ r: 2.5, strokeDasharray: "" }}
                connectNulls
              />
            );
          })}
        </Frame>
      </ResponsiveContainer>
    </div>
  );
}
