import type { ReactNode } from "react";
import type { FieldTypeFacts } from "../facts.ts";
import type { Field } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { ChecksInput } from "../inputs/inputs.tsx";
import { needsValue, verbsFor, type Line, type Verb } from "../model/rules.ts";
import { useFieldTypes } from "../store/hooks.ts";
import { nameOf, optionsOf, verbLabel } from "../words/rules.ts";

interface Props {
  line: Line;
  number: number;
  fields: readonly Field[];
  onChange: (line: Line) => void;
  onRemove: () => void;
}

/** "[question] [verb] [value]", each chosen from a list. */
export function ConditionLine({ line, number, fields, onChange, onRemove }: Props): ReactNode {
  const types = useFieldTypes();
  const field = fields.find((each) => each.id === line.field);
  const kind = types.get(field?.type ?? "")?.kind ?? "none";
  return (
    <div className="mcd-cond-line" role="group" aria-label={t("Điều kiện {number}", { number })}>
      <span className="mcd-cond-word">{t("Câu")}</span>
      <select
        className="mcd-cond-field"
        aria-label={t("Câu hỏi")}
        value={line.field}
        onChange={(event) => {
          onChange(
            emptyLine(
              fields.find((each) => each.id === event.target.value),
              types,
            ),
          );
        }}
      >
        <option value="">{t("Chọn câu hỏi…")}</option>
        {line.field !== "" && field === undefined && (
          <option value={line.field}>{t("(câu đã bỏ)")}</option>
        )}
        {fields.map((each) => (
          <option key={each.id} value={each.id}>
            {nameOf(each)}
          </option>
        ))}
      </select>
      {field !== undefined && (
        <select
          aria-label={t("So sánh")}
          value={line.verb}
          onChange={(event) => {
            const verb = event.target.value as Verb;
            onChange({ ...line, verb, value: valueFor(verb, line, field, kind) });
          }}
        >
          {verbsFor(kind).map((verb) => (
            <option key={verb} value={verb}>
              {verbLabel(verb, kind)}
            </option>
          ))}
        </select>
      )}
      {field !== undefined && needsValue(line.verb) && (
        <ValueInput field={field} kind={kind} line={line} onChange={onChange} />
      )}
      <button
        type="button"
        className="mcd-icon-button mcd-danger"
        aria-label={t("Bỏ điều kiện {number}", { number })}
        onClick={onRemove}
      >
        <Icon name="trash" />
      </button>
    </div>
  );
}

function ValueInput({
  field,
  kind,
  line,
  onChange,
}: {
  field: Field;
  kind: string;
  line: Line;
  onChange: (line: Line) => void;
}): ReactNode {
  const label = t("Giá trị");
  if (kind === "bool") {
    return (
      <select
        aria-label={label}
        value={String(line.value)}
        onChange={(event) => {
          onChange({ ...line, value: event.target.value === "true" });
        }}
      >
        <option value="true">{t("Có")}</option>
        <option value="false">{t("Không")}</option>
      </select>
    );
  }
  if (Array.isArray(line.value)) {
    return (
      <ChecksInput
        label={label}
        value={line.value}
        choices={optionsOf(field).map((option) => [option.value, option.label] as const)}
        onChange={(value) => {
          onChange({ ...line, value });
        }}
      />
    );
  }
  if (kind === "choice" || kind === "choices") {
    return (
      <select
        aria-label={label}
        value={String(line.value ?? "")}
        onChange={(event) => {
          onChange({ ...line, value: event.target.value });
        }}
      >
        {optionsOf(field).map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  }
  const isNumber = kind === "number" || kind === "money";
  return (
    <input
      aria-label={label}
      type={isNumber ? "number" : kind === "date" ? "date" : "text"}
      value={line.value === null ? "" : String(line.value)}
      onChange={(event) => {
        const text = event.target.value;
        onChange({ ...line, value: text === "" ? null : isNumber ? Number(text) : text });
      }}
    />
  );
}

export function emptyLine(
  field: Field | undefined,
  types: ReadonlyMap<string, FieldTypeFacts>,
): Line {
  if (field === undefined) {
    return { field: "", verb: "eq", value: null };
  }
  const kind = types.get(field.type)?.kind ?? "none";
  const verb = verbsFor(kind)[0] ?? "filled";
  return { field: field.id, verb, value: needsValue(verb) ? firstValue(field, kind) : null };
}

/** The value said so far, as far as the new verb can use it. */
function valueFor(verb: Verb, line: Line, field: Field, kind: string): Line["value"] {
  if (!needsValue(verb)) {
    return null;
  }
  const known = Array.isArray(line.value) ? (line.value[0] ?? null) : line.value;
  const value = known ?? firstValue(field, kind);
  return verb === "in" ? [value].filter((each) => typeof each === "string") : value;
}

function firstValue(field: Field, kind: string): Line["value"] {
  if (kind === "bool") {
    return true;
  }
  return kind === "choice" || kind === "choices" ? (optionsOf(field)[0]?.value ?? null) : null;
}
