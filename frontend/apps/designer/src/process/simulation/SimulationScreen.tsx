import { useEffect, useState, type SyntheticEvent, type ReactNode } from "react";
import { t } from "../../i18n.ts";
import { Icon } from "../../inputs/icons.tsx";
import { useDesk } from "../../store/hooks.ts";
import type { Past, ProcessFacts, Simulated } from "../../store/process.ts";
import { asked, troubleWords } from "../trouble.ts";
import { NumberBox } from "./NumberBox.tsx";
import { Results } from "./Results.tsx";

interface Wanted {
  usesPast: boolean;
  perDay: number;
  days: number;
  people: Record<string, number>;
  /** Minutes of work on one dossier, by step. */
  handling: Record<string, number>;
}

const DEFAULT_PER_DAY = 20;
const DEFAULT_DAYS = 250;

/** A year of dossiers through the draft: who drowns, how many people it takes, what is late. */
export function SimulationScreen(): ReactNode {
  const desk = useDesk();
  const [facts, setFacts] = useState<ProcessFacts | null>(null);
  const [past, setPast] = useState<Past | null>(null);
  const [wanted, setWanted] = useState<Wanted | null>(null);
  const [result, setResult] = useState<Simulated | null>(null);
  const [trouble, setTrouble] = useState("");
  const [isRunning, setRunning] = useState(false);

  useEffect(() => {
    let isCurrent = true;
    asked(desk, () => Promise.all([desk.api.process.facts(), desk.api.process.past()]))
      .then(([found, before]) => {
        if (!isCurrent) return;
        setFacts(found);
        setPast(before);
        setWanted(firstWishes(found, before));
      })
      .catch((error: unknown) => {
        if (isCurrent) setTrouble(troubleWords(error));
      });
    return () => {
      isCurrent = false;
    };
  }, [desk]);

  async function run(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    if (wanted === null) return;
    setRunning(true);
    try {
      setResult(await asked(desk, () => desk.api.process.simulate(asRequest(wanted))));
      setTrouble("");
    } catch (error) {
      setTrouble(troubleWords(error));
    } finally {
      setRunning(false);
    }
  }

  const errors = facts?.problems.filter((problem) => problem.severity === "error") ?? [];
  return (
    <div className="mcd-simulation">
      <p className="mcd-help">
        {t(
          "Máy cho nhiều hồ sơ giả đi qua quy trình với số người và lịch làm việc thật. Không có gì được lưu.",
        )}
      </p>
      {trouble !== "" && (
        <p className="mcd-problem-line" role="alert">
          <Icon name="warning" /> {trouble}
        </p>
      )}
      {errors.length > 0 && (
        <p className="mcd-warning-line">
          <Icon name="info" />{" "}
          {t("Quy trình còn {count} lỗi; sửa ở “Các bước” thì kết quả mới đúng.", {
            count: errors.length,
          })}
        </p>
      )}
      {facts !== null && wanted !== null && (
        <form className="mcd-wishes" onSubmit={(event) => void run(event)}>
          <Dossiers wanted={wanted} past={past} onChange={setWanted} />
          <People facts={facts} wanted={wanted} onChange={setWanted} />
          <Handling facts={facts} wanted={wanted} onChange={setWanted} />
          <button type="submit" className="button" disabled={isRunning} data-simulate>
            {isRunning ? t("Đang chạy…") : t("Chạy thử")}
          </button>
        </form>
      )}
      <div role="status">
        {result !== null && !isRunning && <p className="w-sr-only">{t("Đã có kết quả.")}</p>}
      </div>
      {result !== null && <Results result={result} />}
    </div>
  );
}

function firstWishes(facts: ProcessFacts, past: Past): Wanted {
  return {
    usesPast: false,
    perDay: past.per_working_day > 0 ? past.per_working_day : DEFAULT_PER_DAY,
    days: DEFAULT_DAYS,
    people: Object.fromEntries(facts.pools.map((pool) => [pool.key, pool.people])),
    handling: Object.fromEntries(
      facts.steps
        .filter((step) => step.pool !== null)
        .map((step) => [step.id, step.handling_minutes]),
    ),
  };
}

function asRequest(wanted: Wanted): Record<string, unknown> {
  const steps = Object.entries(wanted.handling).map(([id, minutes]) => [
    id,
    { handling_minutes: minutes },
  ]);
  return {
    seed: 1,
    arrivals: wanted.usesPast
      ? { past: true }
      : { per_working_day: wanted.perDay, days: wanted.days },
    start: null,
    channel: "online",
    order: "due",
    people: wanted.people,
    // What past dossiers took is known better than anybody's guess.
    ...(wanted.usesPast ? {} : { steps: Object.fromEntries(steps) }),
  };
}

interface PartProps {
  wanted: Wanted;
  onChange: (wanted: Wanted) => void;
}

function Dossiers({ wanted, past, onChange }: PartProps & { past: Past | null }): ReactNode {
  const known = past?.dossiers ?? 0;
  return (
    <fieldset className="mcd-fieldset">
      <legend className="mcd-label">{t("Hồ sơ nào")}</legend>
      <div className="mcd-check">
        <input
          id="mcd-sim-new"
          type="radio"
          name="arrivals"
          checked={!wanted.usesPast}
          onChange={() => {
            onChange({ ...wanted, usesPast: false });
          }}
        />
        <label htmlFor="mcd-sim-new">{t("Hồ sơ giả định")}</label>
      </div>
      <div className="mcd-check">
        <input
          id="mcd-sim-past"
          type="radio"
          name="arrivals"
          checked={wanted.usesPast}
          disabled={known === 0}
          onChange={() => {
            onChange({ ...wanted, usesPast: true });
          }}
        />
        <label htmlFor="mcd-sim-past">
          {known === 0
            ? t("Hồ sơ của năm qua (chưa có hồ sơ nào)")
            : t("{count} hồ sơ của năm qua", { count: known.toLocaleString("vi-VN") })}
        </label>
      </div>
      {!wanted.usesPast && (
        <div className="mcd-grid">
          <NumberBox
            label={t("Số hồ sơ mỗi ngày làm việc")}
            value={wanted.perDay}
            min={0.1}
            max={5000}
            onChange={(perDay) => {
              onChange({ ...wanted, perDay });
            }}
          />
          <NumberBox
            label={t("Trong bao nhiêu ngày làm việc")}
            value={wanted.days}
            min={1}
            max={750}
            onChange={(days) => {
              onChange({ ...wanted, days: Math.round(days) });
            }}
          />
        </div>
      )}
    </fieldset>
  );
}

function People({ facts, wanted, onChange }: PartProps & { facts: ProcessFacts }): ReactNode {
  return (
    <fieldset className="mcd-fieldset">
      <legend className="mcd-label">{t("Bao nhiêu người làm")}</legend>
      <div className="mcd-grid">
        {facts.pools.map((pool) => (
          <NumberBox
            key={pool.key}
            label={pool.name}
            value={wanted.people[pool.key] ?? pool.people}
            min={1}
            max={1000}
            onChange={(count) => {
              const people = { ...wanted.people, [pool.key]: Math.round(count) };
              onChange({ ...wanted, people });
            }}
          />
        ))}
      </div>
    </fieldset>
  );
}

function Handling({ facts, wanted, onChange }: PartProps & { facts: ProcessFacts }): ReactNode {
  if (wanted.usesPast) {
    return <p>{t("Thời gian làm mỗi bước lấy từ hồ sơ năm qua.")}</p>;
  }
  return (
    <details className="mcd-more">
      <summary>{t("Mỗi bước làm một hồ sơ mất bao nhiêu phút")}</summary>
      <p className="mcd-help">{t("Là thời gian tay làm thật sự, không phải thời hạn của bước.")}</p>
      <div className="mcd-grid">
        {facts.steps
          .filter((step) => step.pool !== null)
          .map((step) => (
            <NumberBox
              key={step.id}
              label={step.name}
              value={wanted.handling[step.id] ?? step.handling_minutes}
              min={1}
              max={100_000}
              onChange={(minutes) => {
                const handling = { ...wanted.handling, [step.id]: Math.round(minutes) };
                onChange({ ...wanted, handling });
              }}
            />
          ))}
      </div>
    </details>
  );
}
