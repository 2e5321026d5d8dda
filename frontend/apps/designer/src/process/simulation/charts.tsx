import { useId, type ReactNode } from "react";
import { t } from "../../i18n.ts";

const WIDTH = 640;
const HEIGHT = 220;
const LEFT = 52;
const BOTTOM = 26;
const TOP = 12;
const STEPS_OF_TEN = [1, 2, 2.5, 5, 10];

/** A round number not below `most`, to end an axis with. */
export function roundUp(most: number): number {
  if (most <= 4) return 4;
  const tens = 10 ** Math.floor(Math.log10(most));
  const factor = STEPS_OF_TEN.find((each) => each * tens >= most) ?? 10;
  return factor * tens;
}

export interface Series {
  name: string;
  values: readonly number[];
}

interface LinesProps {
  title: string;
  /** What stands under the axis, one for each value. */
  days: readonly string[];
  series: readonly Series[];
}

const said = (value: number): string => value.toLocaleString("vi-VN", { maximumFractionDigits: 1 });

/** Lines over time. The numbers are in a table below, for whoever does not see the picture. */
export function LineChart({ title, days, series }: LinesProps): ReactNode {
  const id = useId();
  const top = roundUp(Math.max(0, ...series.flatMap((each) => each.values)));
  const x = (at: number): number =>
    LEFT + (at * (WIDTH - LEFT - 10)) / Math.max(days.length - 1, 1);
  const y = (value: number): number => HEIGHT - BOTTOM - (value * (HEIGHT - BOTTOM - TOP)) / top;
  return (
    <figure className="mcd-chart" aria-labelledby={id}>
      <figcaption id={id}>{title}</figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <g key={share}>
            <path className="mcd-chart-grid" d={`M${LEFT} ${y(top * share)}H${WIDTH - 10}`} />
            <text x={LEFT - 6} y={y(top * share) + 4} textAnchor="end">
              {said(top * share)}
            </text>
          </g>
        ))}
        {ticksOf(days).map((at) => (
          <text
            key={at}
            x={x(at)}
            y={HEIGHT - 8}
            textAnchor={at === days.length - 1 ? "end" : "middle"}
          >
            {dayWords(days[at] ?? "")}
          </text>
        ))}
        {series.map((each, index) => (
          <path
            key={each.name}
            className={`mcd-chart-line mcd-chart-line--${index % MOST_STYLES}`}
            d={`M${each.values.map((value, at) => `${x(at).toFixed(1)} ${y(value).toFixed(1)}`).join("L")}`}
          />
        ))}
      </svg>
      <ul className="mcd-chart-key" aria-hidden="true">
        {series.map((each, index) => (
          <li key={each.name}>
            <svg viewBox="0 0 28 8">
              <path
                className={`mcd-chart-line mcd-chart-line--${index % MOST_STYLES}`}
                d="M0 4H28"
              />
            </svg>
            {each.name}
          </li>
        ))}
      </ul>
      <details className="mcd-more">
        <summary>{t("Xem bằng số")}</summary>
        <table className="mcd-step-table">
          <thead>
            <tr>
              <th scope="col">{t("Ngày")}</th>
              {series.map((each) => (
                <th key={each.name} scope="col">
                  {each.name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {sampled(days.length).map((at) => (
              <tr key={at}>
                <th scope="row">{dayWords(days[at] ?? "", true)}</th>
                {series.map((each) => (
                  <td key={each.name}>{said(each.values[at] ?? 0)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </figure>
  );
}

const MOST_STYLES = 6;
const MOST_ROWS = 26;

/** Not each of 260 days: one in so many, and the last. */
function sampled(count: number): number[] {
  const every = Math.max(1, Math.ceil(count / MOST_ROWS));
  const rows = Array.from({ length: Math.ceil(count / every) }, (_none, at) => at * every);
  return rows.at(-1) === count - 1 || count === 0 ? rows : [...rows, count - 1];
}

function ticksOf(days: readonly string[]): number[] {
  const most = Math.min(6, days.length);
  const far = Math.max(most - 1, 1);
  return Array.from({ length: most }, (_none, at) => Math.round((at * (days.length - 1)) / far));
}

function dayWords(day: string, isLong = false): string {
  const [year = "", month = "", date = ""] = day.split("-");
  return isLong ? `${date}/${month}/${year}` : `${date}/${month}`;
}

export interface Bar {
  name: string;
  value: number;
  /** What stands behind the bar. */
  words: string;
  isBad?: boolean;
}

/** One bar a line with its words: readable without the picture, too. */
export function BarChart({ title, bars }: { title: string; bars: readonly Bar[] }): ReactNode {
  const id = useId();
  const most = Math.max(...bars.map((bar) => bar.value), 0.0001);
  return (
    <figure className="mcd-chart" aria-labelledby={id}>
      <figcaption id={id}>{title}</figcaption>
      <table className="mcd-bars">
        <tbody>
          {bars.map((bar, index) => (
            <tr key={`${index}-${bar.name}`}>
              <th scope="row">{bar.name}</th>
              <td aria-hidden="true">
                <svg viewBox="0 0 100 10" preserveAspectRatio="none">
                  <rect
                    className={bar.isBad === true ? "mcd-bar mcd-bar--bad" : "mcd-bar"}
                    width={(bar.value / most) * 100}
                    height={10}
                  />
                </svg>
              </td>
              <td>{bar.words}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
