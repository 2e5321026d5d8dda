import type { ReactNode } from "react";
import type { FieldTypeFacts } from "../facts.ts";
import type { Field } from "../generated/service.ts";
import { t } from "../i18n.ts";
import {
  CheckInput,
  ChecksInput,
  NumberInput,
  Row,
  SelectInput,
  TextInput,
  WordsInput,
} from "../inputs/inputs.tsx";
import { update } from "../model/operations.ts";
import { controlOf, isNullable, withoutNull, type JsonSchema } from "../model/schema.ts";
import type { Words } from "../model/text.ts";
import { useEdit, useEditable, useFields } from "../store/hooks.ts";
import { settingLabel, spoken, valueLabel } from "../words/labels.ts";
import { nameOf } from "../words/rules.ts";
import { asItems } from "../model/lists.ts";
import { OptionsEditor } from "./OptionsEditor.tsx";
import { RecordsEditor } from "./RecordsEditor.tsx";

interface Props {
  field: Field;
  type: FieldTypeFacts;
  /** What the author needs at once, or the finer points. */
  part: "first" | "rest";
}

const FIRST: ReadonlySet<string> = new Set([
  "options",
  "body",
  "kinds",
  "list",
  "variant",
  "required_parts",
  "optional_parts",
  "documents",
  "rows",
  "columns",
]);

// A list's revision is set by publishing; words for single parts of a person are rare.
const HIDDEN: ReadonlySet<string> = new Set(["autocomplete", "revision", "labels"]);

/** The settings of a type, drawn from the JSON Schema that the type declares. */
export function ConfigForm({ field, type, part }: Props): ReactNode {
  const edit = useEdit();
  const properties = Object.entries(type.config_schema.properties ?? {}).filter(
    ([key, schema]) =>
      !HIDDEN.has(key) && schema.const === undefined && FIRST.has(key) === (part === "first"),
  );
  function change(key: string, value: unknown, typing: boolean): void {
    const config = { ...field.config, [key]: value };
    const words = t("Sửa thiết lập của “{name}”", { name: nameOf(field) });
    edit(
      [update("field", field.id, { config })],
      typing ? { words, key: `${field.id}.config.${key}` } : { words },
    );
  }
  return (
    <>
      {properties.map(([key, schema]) => (
        <Setting
          key={key}
          field={field}
          name={key}
          schema={schema}
          shapes={type.config_schema.$defs ?? {}}
          value={field.config[key] ?? schema.default ?? null}
          onChange={change}
        />
      ))}
    </>
  );
}

interface SettingProps {
  field: Field;
  name: string;
  schema: JsonSchema;
  /** Shapes that the schema names. */
  shapes: Record<string, JsonSchema>;
  value: unknown;
  onChange: (key: string, value: unknown, typing: boolean) => void;
}

function Setting(props: SettingProps): ReactNode {
  const { field, name, schema, value, onChange } = props;
  const label = spoken(schema["x-label"]) || settingLabel(field.type, name);
  const named = (each: string): string => spoken(schema["x-values"]?.[each]) || valueLabel(each);
  const plain = withoutNull(schema);
  switch (controlOf(schema)) {
    case "words":
      return (
        <WordsInput
          label={label}
          name={name}
          value={(value ?? {}) as Words}
          {...(name === "body" ? { lines: 4, maxLength: 20_000 } : {})}
          onChange={(words) => {
            onChange(name, words, true);
          }}
        />
      );
    case "check":
      return (
        <CheckInput
          label={label}
          value={value === true}
          onChange={(on) => {
            onChange(name, on, false);
          }}
        />
      );
    case "number":
      return <NumberSetting {...props} label={label} />;
    case "choice":
      return (
        <SelectInput
          label={label}
          value={String(value)}
          choices={(plain.enum ?? []).map((each) => [each, named(each)] as const)}
          onChange={(chosen) => {
            onChange(name, chosen, false);
          }}
        />
      );
    case "choices":
      return (
        <ChecksInput
          label={label}
          value={Array.isArray(value) ? value.map(String) : []}
          choices={(plain.items?.enum ?? []).map((each) => [each, named(each)] as const)}
          onChange={(chosen) => {
            if (chosen.length >= (plain.minItems ?? 0)) {
              onChange(name, chosen, false);
            }
          }}
        />
      );
    case "options":
      return <OptionsEditor field={field} />;
    case "records":
      return (
        <RecordsEditor
          label={label}
          shape={props.shapes[plain.items?.$ref?.split("/").at(-1) ?? ""] ?? {}}
          records={asItems(value)}
          onChange={(records, typing) => {
            onChange(name, records, typing);
          }}
        />
      );
    case "texts":
      return (
        <TextInput
          label={label}
          value={Array.isArray(value) ? value.join(", ") : ""}
          onChange={(text) => {
            onChange(name, text.split(/[\s,;]+/).filter(Boolean), true);
          }}
        />
      );
    case "date":
      return <DateSetting {...props} label={label} />;
    case "field":
      return <FieldSetting {...props} label={label} />;
    case "text":
      return (
        <TextInput
          label={label}
          value={typeof value === "string" ? value : ""}
          onChange={(text) => {
            onChange(name, text === "" && isNullable(schema) ? null : text, true);
          }}
        />
      );
  }
}

type Labelled = SettingProps & { label: string };

function NumberSetting({ name, schema, value, onChange, label }: Labelled): ReactNode {
  const plain = withoutNull(schema);
  const nullable = isNullable(schema);
  return (
    <NumberInput
      label={label}
      value={typeof value === "number" ? value : null}
      min={plain.minimum}
      max={plain.maximum}
      whole={plain.type === "integer" && !nullable}
      onChange={(number) => {
        if (number !== null || nullable) {
          onChange(name, number, true);
        }
      }}
    />
  );
}

function DateSetting({ field, name, value, onChange, label }: Labelled): ReactNode {
  const disabled = !useEditable();
  const id = `mcd-${field.id}-${name}`;
  return (
    <Row id={id} label={label}>
      <input
        id={id}
        type="date"
        disabled={disabled}
        value={typeof value === "string" ? value : ""}
        onChange={(event) => {
          onChange(name, event.target.value || null, false);
        }}
      />
    </Row>
  );
}

/** A setting that names another question: a birth date or a sex to compare with. */
function FieldSetting({ field, name, value, onChange, label }: Labelled): ReactNode {
  const wanted = name === "birth_field" ? "date" : "single_choice";
  const fields = useFields().filter((each) => each.type === wanted && each.id !== field.id);
  return (
    <SelectInput
      label={label}
      value={typeof value === "string" ? value : ""}
      choices={[
        ["", t("Không so sánh")],
        ...fields.map((each) => [each.id, nameOf(each)] as const),
      ]}
      onChange={(chosen) => {
        onChange(name, chosen || null, false);
      }}
    />
  );
}
