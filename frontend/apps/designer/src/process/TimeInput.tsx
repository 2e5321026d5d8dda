import { useState, type ReactNode } from "react";
import { t } from "../i18n.ts";
import { NumberInput } from "../inputs/inputs.tsx";
import { useEditable } from "../store/hooks.ts";
import { MINUTES_PER_DAY, MINUTES_PER_HOUR } from "./times.ts";

interface Props {
  label: string;
  help?: string;
  /** Working minutes. */
  value: number | null;
  onChange: (minutes: number | null) => void;
}

const UNITS = { hours: MINUTES_PER_HOUR, days: MINUTES_PER_DAY, minutes: 1 } as const;
type Unit = keyof typeof UNITS;
const MOST_MINUTES = 1_000_000;

function unitOf(minutes: number | null): Unit {
  if (minutes === null || minutes % MINUTES_PER_DAY === 0) return "days";
  return minutes % (MINUTES_PER_HOUR / 2) === 0 ? "hours" : "minutes";
}

/** "3 days" or "4 hours" of working time. */
export function TimeInput({ label, help, value, onChange }: Props): ReactNode {
  const editable = useEditable();
  const [chosen, setChosen] = useState<Unit | null>(null);
  const unit = chosen ?? unitOf(value);
  const names: [Unit, string][] = [
    ["days", t("ngày làm việc")],
    ["hours", t("giờ làm việc")],
    ["minutes", t("phút")],
  ];
  return (
    <div className="mcd-time">
      <NumberInput
        label={label}
        {...(help === undefined ? {} : { help })}
        value={value === null ? null : Math.round((value / UNITS[unit]) * 1000) / 1000}
        min={unit === "minutes" ? 1 : 0.1}
        max={MOST_MINUTES / UNITS[unit]}
        step={unit === "minutes" ? 5 : 0.5}
        whole={false}
        onChange={(amount) => {
          onChange(amount === null ? null : Math.max(1, Math.round(amount * UNITS[unit])));
        }}
      />
      <select
        aria-label={t("Đơn vị của “{label}”", { label })}
        value={unit}
        disabled={!editable}
        onChange={(event) => {
          const next = event.target.value as Unit;
          setChosen(next);
          if (value !== null) {
            // "3 hours" becomes "3 days": the number was typed, the unit is being put right.
            const typed = value / UNITS[unit];
            onChange(Math.min(MOST_MINUTES, Math.max(1, Math.round(typed * UNITS[next]))));
          }
        }}
      >
        {names.map(([key, words]) => (
          <option key={key} value={key}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}
