import { useMemo, useState, type ReactNode } from "react";
import type { Field, Rule } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { fromRule, needsValue, toRule, type Condition, type Line } from "../model/rules.ts";
import { sameJson } from "../model/sharing.ts";
import { useEditable, useFieldTypes, useFields } from "../store/hooks.ts";
import { ruleWords } from "../words/rules.ts";
import { ConditionLine, emptyLine } from "./ConditionLine.tsx";

interface Props {
  title: string;
  always: string;
  rule: Rule | null;
  /** Questions that cannot be asked about: the thing itself and what is inside it. */
  excluded: readonly string[];
  onChange: (rule: Rule | null) => void;
}

/** A condition put together in sentences. */
export function ConditionEditor({ title, always, rule, excluded, onChange }: Props): ReactNode {
  const editable = useEditable();
  const all = useFields();
  const types = useFieldTypes();
  const byId = useMemo(() => new Map(all.map((field) => [field.id, field])), [all]);
  const fields = all.filter(
    (field) => !excluded.includes(field.id) && types.get(field.type)?.has_answer === true,
  );
  const [draft, setDraft] = useState<Condition | null>(null);
  const known = fromRule(rule);
  // While a line is not finished it exists here only; the rule holds the finished ones.
  const shown = draft !== null && sameJson(toRule(finished(draft)), rule) ? draft : known;

  function change(next: Condition): void {
    setDraft(next);
    const nextRule = toRule(finished(next));
    if (!sameJson(nextRule, rule)) {
      onChange(nextRule);
    }
  }

  return (
    <fieldset className="mcd-fieldset mcd-condition" disabled={!editable}>
      <legend className="mcd-label">{title}</legend>
      {shown === null ? (
        <Complex
          rule={rule}
          byId={byId}
          onClear={() => {
            onChange(null);
          }}
        />
      ) : (
        <>
          {shown.lines.length === 0 && <p className="mcd-always">{always}</p>}
          {shown.lines.length > 1 && <Mode condition={shown} onChange={change} />}
          {shown.lines.map((line, index) => (
            <ConditionLine
              key={index}
              line={line}
              number={index + 1}
              fields={fields}
              onChange={(next) => {
                change({ ...shown, lines: shown.lines.with(index, next) });
              }}
              onRemove={() => {
                change({ ...shown, lines: shown.lines.toSpliced(index, 1) });
              }}
            />
          ))}
          <AddLine condition={shown} fields={fields} onChange={change} />
        </>
      )}
    </fieldset>
  );
}

function AddLine({
  condition,
  fields,
  onChange,
}: {
  condition: Condition;
  fields: readonly Field[];
  onChange: (next: Condition) => void;
}): ReactNode {
  const types = useFieldTypes();
  if (!useEditable()) {
    return null;
  }
  if (fields.length === 0) {
    return <p className="mcd-help">{t("Chưa có câu hỏi nào khác để đặt điều kiện.")}</p>;
  }
  return (
    <button
      type="button"
      className="button button-small button-secondary"
      onClick={() => {
        onChange({ ...condition, lines: [...condition.lines, emptyLine(undefined, types)] });
      }}
    >
      <Icon name="plus" /> {condition.lines.length === 0 ? t("Chỉ hiện khi…") : t("Thêm điều kiện")}
    </button>
  );
}

function Mode({
  condition,
  onChange,
}: {
  condition: Condition;
  onChange: (next: Condition) => void;
}): ReactNode {
  return (
    <select
      className="mcd-mode"
      aria-label={t("Các điều kiện phải đúng thế nào")}
      value={condition.mode}
      onChange={(event) => {
        onChange({ ...condition, mode: event.target.value === "any" ? "any" : "all" });
      }}
    >
      <option value="all">{t("Khi tất cả điều sau đều đúng")}</option>
      <option value="any">{t("Khi có ít nhất một điều sau đúng")}</option>
    </select>
  );
}

interface ComplexProps {
  rule: Rule | null;
  byId: ReadonlyMap<string, Field>;
  onClear: () => void;
}

function Complex({ rule, byId, onClear }: ComplexProps): ReactNode {
  return (
    <>
      <p className="mcd-rule">{rule === null ? "" : ruleWords(rule, byId)}</p>
      <p className="mcd-help">
        {t("Điều kiện này do người có chuyên môn đặt, chỉ đọc được ở đây.")}
      </p>
      <button type="button" className="button button-small button-secondary" onClick={onClear}>
        {t("Bỏ điều kiện này")}
      </button>
    </>
  );
}

function finished(condition: Condition): Condition {
  const isDone = (line: Line): boolean =>
    line.field !== "" &&
    (!needsValue(line.verb) ||
      (Array.isArray(line.value) ? line.value.length > 0 : line.value !== null));
  return { ...condition, lines: condition.lines.filter(isDone) };
}
