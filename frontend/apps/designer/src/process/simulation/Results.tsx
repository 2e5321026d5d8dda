import type { ReactNode } from "react";
import { t } from "../../i18n.ts";
import type { Simulated } from "../../store/process.ts";
import { timeWords } from "../times.ts";
import { BarChart, LineChart } from "./charts.tsx";

const percent = (share: number | null): string =>
  share === null
    ? t("chưa có")
    : `${(share * 100).toLocaleString("vi-VN", { maximumFractionDigits: 1 })}%`;
const count = (value: number): string => value.toLocaleString("vi-VN");
const BUSY = 0.9;
const MOST_QUEUES = 6;

/** What came out: in a few sentences first, then as charts with their numbers. */
export function Results({ result }: { result: Simulated }): ReactNode {
  const { summary, series } = result;
  return (
    <section className="mcd-results" aria-label={t("Kết quả chạy thử")}>
      <h3>{t("Kết quả chạy thử")}</h3>
      {!result.complete && (
        <p className="mcd-warning-line">
          {t("Quá nhiều hồ sơ nên chỉ tính tới {until}.", { until: result.until })}
        </p>
      )}
      <ul className="mcd-findings">
        {result.words.map((line, index) => (
          <li key={index}>{line}</li>
        ))}
      </ul>
      <dl className="mcd-figures">
        <Figure name={t("Đúng hạn")} value={percent(summary.on_time_share)} />
        <Figure name={t("Hồ sơ nộp")} value={count(summary.arrived)} />
        <Figure name={t("Đã xong")} value={count(summary.done)} />
        <Figure name={t("Trễ hạn")} value={count(summary.late)} />
        <Figure name={t("Còn dở")} value={count(summary.in_progress)} />
        <Figure
          name={t("Thường xong sau")}
          value={timeWords(Math.round(summary.total_minutes.median))}
        />
      </dl>
      <div className="mcd-charts">
        <People result={result} />
        <Busiest result={result} />
        <LineChart
          title={t("Hồ sơ chờ ở từng nơi cuối mỗi ngày")}
          days={series.days}
          series={queuesOf(result)}
        />
        <LineChart
          title={t("Hồ sơ đang giải quyết và đang trễ")}
          days={series.days}
          series={[
            { name: t("Đang giải quyết"), values: series.in_progress },
            { name: t("Đang trễ"), values: series.late_open },
          ]}
        />
      </div>
      <StepFigures result={result} />
    </section>
  );
}

function Figure({ name, value }: { name: string; value: string }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

/** The longest queues; more lines than a few cannot be told apart. */
function queuesOf({ pools, series }: Simulated): { name: string; values: readonly number[] }[] {
  return pools
    .toSorted((one, other) => other.mean_queue - one.mean_queue)
    .slice(0, MOST_QUEUES)
    .map((pool) => ({ name: pool.name, values: series.queues[pool.key] ?? [] }));
}

function People({ result }: { result: Simulated }): ReactNode {
  return (
    <BarChart
      title={t("Mỗi nơi bận bao nhiêu phần thời gian, cần mấy người")}
      bars={result.pools.map((pool) => ({
        name: pool.name,
        value: pool.utilisation,
        isBad: pool.people_needed > pool.people || pool.utilisation > BUSY,
        words:
          pool.people_needed > pool.people
            ? t("bận {share}, có {people} người, cần {needed}", {
                share: percent(pool.utilisation),
                people: pool.people,
                needed: pool.people_needed,
              })
            : t("bận {share}, có {people} người, đủ", {
                share: percent(pool.utilisation),
                people: pool.people,
              }),
      }))}
    />
  );
}

function Busiest({ result }: { result: Simulated }): ReactNode {
  const steps = result.steps
    .filter((step) => step.pool !== null)
    .toSorted((one, other) => other.waiting_minutes.mean - one.waiting_minutes.mean);
  return (
    <BarChart
      title={t("Hồ sơ nằm chờ lâu nhất ở bước nào")}
      bars={steps.map((step) => ({
        name: step.name,
        value: step.waiting_minutes.mean,
        isBad: (step.late_share ?? 0) > 1 - BUSY,
        words: t("chờ trung bình {time}, trễ {share}", {
          time: timeWords(Math.round(step.waiting_minutes.mean)),
          share: percent(step.late_share),
        }),
      }))}
    />
  );
}

function StepFigures({ result }: { result: Simulated }): ReactNode {
  return (
    <details className="mcd-more">
      <summary>{t("Số liệu từng bước")}</summary>
      <table className="mcd-step-table">
        <thead>
          <tr>
            <th scope="col">{t("Bước")}</th>
            <th scope="col">{t("Số lần qua")}</th>
            <th scope="col">{t("Chờ (trung vị, 9/10 không quá)")}</th>
            <th scope="col">{t("Làm (trung vị)")}</th>
            <th scope="col">{t("Trễ")}</th>
          </tr>
        </thead>
        <tbody>
          {result.steps.map((step) => (
            <tr key={step.id}>
              <th scope="row">{step.name}</th>
              <td>{count(step.visits)}</td>
              <td>
                {timeWords(Math.round(step.waiting_minutes.median))},{" "}
                {timeWords(Math.round(step.waiting_minutes.p90))}
              </td>
              <td>{timeWords(Math.round(step.handling_minutes.median))}</td>
              <td>
                {count(step.late)} ({percent(step.late_share)})
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}
