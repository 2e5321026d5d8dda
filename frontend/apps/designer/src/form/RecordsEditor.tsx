import type { ReactNode } from "react";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { ItemButtons } from "../inputs/ItemButtons.tsx";
import {
  CheckInput,
  ChecksInput,
  NumberInput,
  SelectInput,
  TextInput,
  WordsInput,
} from "../inputs/inputs.tsx";
import { asItems } from "../model/lists.ts";
import type { Item } from "../model/operations.ts";
import { controlOf, withoutNull, type JsonSchema } from "../model/schema.ts";
import type { Words } from "../model/text.ts";
import { useEditable } from "../store/hooks.ts";
import { spoken, valueLabel } from "../words/labels.ts";

interface Props {
  label: string;
  shape: JsonSchema;
  records: readonly Item[];
  onChange: (records: Item[], typing: boolean) => void;
}

/** A list of small records: rows and columns of a table, named papers. */
export function RecordsEditor({ label, shape, records, onChange }: Props): ReactNode {
  const editable = useEditable();
  function put(index: number, record: Item, typing: boolean): void {
    onChange(
      records.map((each, at) => (at === index ? record : each)),
      typing,
    );
  }
  function shift(index: number, step: number): void {
    const moved = [...records];
    const [record] = moved.splice(index, 1);
    if (record !== undefined) {
      moved.splice(index + step, 0, record);
      onChange(moved, false);
    }
  }
  return (
    <fieldset className="mcd-fieldset">
      <legend className="mcd-label">{label}</legend>
      <ol className="mcd-options">
        {records.map((record, index) => (
          <li key={index} className="mcd-option mcd-record">
            <Record
              shape={shape}
              record={record}
              number={index + 1}
              onChange={(next, typing) => {
                put(index, next, typing);
              }}
            />
            {editable && (
              <ItemButtons
                name={t("mục {number}", { number: index + 1 })}
                index={index}
                count={records.length}
                onShift={(step) => {
                  shift(index, step);
                }}
                onRemove={() => {
                  onChange(
                    records.filter((_each, at) => at !== index),
                    false,
                  );
                }}
              />
            )}
          </li>
        ))}
      </ol>
      {editable && (
        <button
          type="button"
          className="button button-small button-secondary"
          onClick={() => {
            onChange([...records, { key: freshKey(records), label: {} }], false);
          }}
        >
          <Icon name="plus" /> {t("Thêm mục")}
        </button>
      )}
    </fieldset>
  );
}

export function freshKey(records: readonly Item[]): string {
  const taken = new Set(records.map((record) => record["key"]));
  let number = records.length + 1;
  while (taken.has(`muc_${number}`)) {
    number += 1;
  }
  return `muc_${number}`;
}

interface RecordProps {
  shape: JsonSchema;
  record: Item;
  number: number;
  onChange: (record: Item, typing: boolean) => void;
}

function Record({ shape, record, number, onChange }: RecordProps): ReactNode {
  return (
    <div>
      {Object.entries(shape.properties ?? {}).map(([name, schema]) => {
        // The choices of a column are asked for only where the column is one of choices.
        if (name === "options" && record["kind"] !== "choice") {
          return null;
        }
        return (
          <Part
            key={name}
            schema={schema}
            label={`${spoken(schema["x-label"]) || name} (${number})`}
            value={record[name] ?? schema.default ?? null}
            onChange={(value, typing) => {
              onChange({ ...record, [name]: value }, typing);
            }}
          />
        );
      })}
    </div>
  );
}

interface PartProps {
  schema: JsonSchema;
  label: string;
  value: unknown;
  onChange: (value: unknown, typing: boolean) => void;
}

function Part({ schema, label, value, onChange }: PartProps): ReactNode {
  const plain = withoutNull(schema);
  const named = (each: string): string => spoken(schema["x-values"]?.[each]) || valueLabel(each);
  const pairs = (plain.enum ?? plain.items?.enum ?? []).map((each) => [each, named(each)] as const);
  const typed = (next: unknown): void => {
    onChange(next, true);
  };
  const chosen = (next: unknown): void => {
    onChange(next, false);
  };
  switch (controlOf(schema)) {
    case "words":
      return <WordsInput label={label} value={(value ?? {}) as Words} onChange={typed} />;
    case "check":
      return <CheckInput label={label} value={value === true} onChange={chosen} />;
    case "number":
      return (
        <NumberInput
          label={label}
          value={typeof value === "number" ? value : null}
          min={plain.minimum}
          max={plain.maximum}
          whole={plain.type === "integer"}
          onChange={(next) => {
            if (next !== null) typed(next);
          }}
        />
      );
    case "choice":
      return <SelectInput label={label} value={String(value)} choices={pairs} onChange={chosen} />;
    case "choices":
      return (
        <ChecksInput
          label={label}
          value={Array.isArray(value) ? value.map(String) : []}
          choices={pairs}
          onChange={(next) => {
            if (next.length >= (plain.minItems ?? 0)) chosen(next);
          }}
        />
      );
    case "options":
      return <ChoiceLines label={label} options={asItems(value)} onChange={typed} />;
    default:
      return (
        <TextInput label={label} value={typeof value === "string" ? value : ""} onChange={typed} />
      );
  }
}

/** The few choices of a table's column, one a line. */
function ChoiceLines({
  label,
  options,
  onChange,
}: {
  label: string;
  options: readonly Item[];
  onChange: (options: Item[]) => void;
}): ReactNode {
  const lines = options.map((option) => (option["label"] as Words | undefined)?.["vi"] ?? "");
  return (
    <TextInput
      label={label}
      help={t("Mỗi dòng một lựa chọn")}
      lines={3}
      value={lines.join("\n")}
      onChange={(text) => {
        const words = text.split("\n");
        onChange(
          words.map((vi, at) => {
            const before = options[at]?.["value"];
            return {
              value: typeof before === "string" ? before : `chon_${at + 1}`,
              label: { ...(options[at]?.["label"] as Words | undefined), vi },
            };
          }),
        );
      }}
    />
  );
}
