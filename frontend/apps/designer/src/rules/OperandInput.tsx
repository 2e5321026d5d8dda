import type { ReactNode } from "react";
import { t } from "../i18n.ts";
import { ChecksInput } from "../inputs/inputs.tsx";
import { nameOf } from "../words/rules.ts";
import { optionsAbout } from "./aspects.ts";
import { NOTHING, takesList, type Line, type Operand, type Scalar } from "./sentences.ts";
import type { World } from "./world.ts";

interface Props {
  line: Line;
  kind: string;
  world: World;
  /** Group whose row the sentence is about, else empty. */
  row: string;
  onChange: (operand: Operand) => void;
}

/** The value a sentence compares with, in the input that fits it. */
export function OperandInput({ line, kind, world, row, onChange }: Props): ReactNode {
  const { operand, verb } = line;
  if (verb === "between") return <SpanInput operand={operand} kind={kind} onChange={onChange} />;
  if (takesList(verb)) return <ListInput line={line} world={world} onChange={onChange} />;
  const others = comparable(line, kind, world, row);
  return (
    <>
      {others.length > 0 && (
        <select
          aria-label={t("So với gì")}
          className="mcd-cond-small"
          value={operand.as}
          onChange={(event) => {
            onChange(operandAs(event.target.value, others[0]?.id ?? ""));
          }}
        >
          <option value="value">{t("giá trị")}</option>
          {kind === "date" && <option value="today">{t("hôm nay")}</option>}
          <option value="field">{t("câu khác")}</option>
        </select>
      )}
      {operand.as === "field" ? (
        <select
          aria-label={t("Câu để so sánh")}
          value={operand.field}
          onChange={(event) => {
            onChange({ as: "field", field: event.target.value });
          }}
        >
          {others.map((field) => (
            <option key={field.id} value={field.id}>
              {nameOf(field)}
            </option>
          ))}
        </select>
      ) : (
        operand.as === "value" && (
          <ValueInput
            value={operand.value}
            kind={kind}
            options={optionsAbout(line.subject, world)}
            onChange={(value) => {
              onChange({ as: "value", value });
            }}
          />
        )
      )}
    </>
  );
}

function operandAs(as: string, field: string): Operand {
  if (as === "today") return { as: "today" };
  return as === "field" ? { as: "field", field } : NOTHING;
}

/** Questions whose answers can be compared with this one's. */
function comparable(line: Line, kind: string, world: World, row: string): World["fields"] {
  const plain = ["eq", "ne", "gt", "ge", "lt", "le"].includes(line.verb);
  if (!plain || !["number", "money", "date", "text"].includes(kind)) return [];
  const wanted =
    kind === "money" ? ["number", "money"] : kind === "number" ? ["number", "money"] : [kind];
  const own = line.subject?.of === "answer" ? line.subject.field : "";
  return world.fields.filter((field) => {
    const group = world.scope.groups.get(field.id);
    const seen = group === undefined || group === row || group === world.scope.inside;
    return seen && field.id !== own && wanted.includes(world.kindOf(field.id));
  });
}

interface ValueProps {
  value: Scalar;
  kind: string;
  options: readonly { value: string; label: string }[];
  label?: string;
  onChange: (value: Scalar) => void;
}

function ValueInput({
  value,
  kind,
  options,
  label = t("Giá trị"),
  onChange,
}: ValueProps): ReactNode {
  if (kind === "bool" || options.length > 0) {
    const choices =
      kind === "bool"
        ? [
            { value: "true", label: t("Có") },
            { value: "false", label: t("Không") },
          ]
        : options;
    const said = String(value ?? "");
    return (
      <select
        aria-label={label}
        value={said}
        onChange={(event) => {
          onChange(kind === "bool" ? event.target.value === "true" : event.target.value);
        }}
      >
        {!choices.some((each) => each.value === said) && (
          <option value={said}>{said === "" ? t("Chọn…") : said}</option>
        )}
        {choices.map((option) => (
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
      step={isNumber ? "any" : undefined}
      value={value === null ? "" : String(value)}
      onChange={(event) => {
        const text = event.target.value;
        onChange(text === "" ? null : isNumber ? Number(text) : text.normalize("NFC"));
      }}
    />
  );
}

function SpanInput({
  operand,
  kind,
  onChange,
}: {
  operand: Operand;
  kind: string;
  onChange: (operand: Operand) => void;
}): ReactNode {
  const span = operand.as === "span" ? operand : { as: "span" as const, low: null, high: null };
  return (
    <>
      <ValueInput
        label={t("Từ")}
        value={span.low}
        kind={kind}
        options={[]}
        onChange={(low) => {
          onChange({ ...span, low });
        }}
      />
      <span className="mcd-cond-word">{t("đến")}</span>
      <ValueInput
        label={t("Đến")}
        value={span.high}
        kind={kind}
        options={[]}
        onChange={(high) => {
          onChange({ ...span, high });
        }}
      />
    </>
  );
}

function ListInput({
  line,
  world,
  onChange,
}: {
  line: Line;
  world: World;
  onChange: (operand: Operand) => void;
}): ReactNode {
  const { operand } = line;
  const values = operand.as === "values" ? operand.values : [];
  const options = optionsAbout(line.subject, world);
  const label = t("Các lựa chọn");
  if (options.length > 0) {
    const gone = values.filter((value) => !options.some((option) => option.value === value));
    return (
      <ChecksInput
        label={label}
        value={values}
        choices={[
          ...options.map((option) => [option.value, option.label] as const),
          ...gone.map((value) => [value, value] as const),
        ]}
        onChange={(next) => {
          onChange({ as: "values", values: next });
        }}
      />
    );
  }
  return (
    <input
      aria-label={label}
      placeholder={t("cách nhau bằng dấu phẩy")}
      defaultValue={values.join(", ")}
      onBlur={(event) => {
        const words = event.target.value.split(",").map((word) => word.trim());
        onChange({ as: "values", values: words.filter((word) => word !== "") });
      }}
    />
  );
}
