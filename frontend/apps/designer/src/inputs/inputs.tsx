import { useId, useState, type ReactNode } from "react";
import { t } from "../i18n.ts";
import { withWords, type Words } from "../model/text.ts";
import { useDesigner, useDesk, useEditable } from "../store/hooks.ts";

interface Shared {
  label: string;
  help?: string | undefined;
  error?: string | undefined;
}

interface RowProps extends Shared {
  id: string;
  children: ReactNode;
}

/** Label, help and error around one control. */
export function Row({ id, label, help, error, children }: RowProps): ReactNode {
  return (
    <div className={error === undefined ? "mcd-row" : "mcd-row mcd-row--error"}>
      <label className="mcd-label" htmlFor={id}>
        {label}
      </label>
      {help !== undefined && (
        <p className="mcd-help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {children}
      {error !== undefined && (
        <p className="mcd-error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

function describedBy(id: string, { help, error }: Shared): string | undefined {
  const ids = [help === undefined ? "" : `${id}-help`, error === undefined ? "" : `${id}-error`];
  return ids.filter((each) => each !== "").join(" ") || undefined;
}

interface TextProps extends Shared {
  value: string;
  onChange: (value: string) => void;
  lines?: number;
  maxLength?: number;
  name?: string;
  placeholder?: string;
}

export function TextInput({
  value,
  onChange,
  lines,
  maxLength = 500,
  name,
  placeholder,
  ...shared
}: TextProps): ReactNode {
  const id = useId();
  const disabled = !useEditable();
  const common = {
    id,
    value,
    maxLength,
    disabled,
    name,
    placeholder,
    "aria-describedby": describedBy(id, shared),
    "aria-invalid": shared.error === undefined ? undefined : true,
  };
  return (
    <Row id={id} {...shared}>
      {lines === undefined ? (
        <input
          {...common}
          type="text"
          autoComplete="off"
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      ) : (
        <textarea
          {...common}
          rows={lines}
          onChange={(event) => {
            onChange(event.target.value);
          }}
        />
      )}
    </Row>
  );
}

interface WordsProps extends Shared {
  value: Words;
  onChange: (value: Words) => void;
  lines?: number;
  maxLength?: number;
  name?: string;
}

/** Words in Vietnamese and, where wanted, in English. */
export function WordsInput(props: WordsProps): ReactNode {
  const { value, onChange, label, help, error, name, ...plain } = props;
  const asked = useDesigner((state) => state.showsEnglish);
  return (
    <div className="mcd-words">
      <TextInput
        {...plain}
        {...(name === undefined ? {} : { name })}
        help={help}
        error={error}
        label={label}
        value={value["vi"] ?? ""}
        onChange={(text) => {
          onChange(withWords(value, "vi", text));
        }}
      />
      {(asked || (value["en"] ?? "") !== "") && (
        <TextInput
          {...plain}
          label={t("{label} (tiếng Anh)", { label })}
          value={value["en"] ?? ""}
          onChange={(text) => {
            onChange(withWords(value, "en", text));
          }}
        />
      )}
    </div>
  );
}

export function EnglishToggle(): ReactNode {
  const { store } = useDesk();
  const isOn = useDesigner((state) => state.showsEnglish);
  return (
    <button
      type="button"
      className="mcd-link"
      aria-pressed={isOn}
      onClick={() => {
        store.set({ showsEnglish: !isOn });
      }}
    >
      {isOn ? t("Ẩn ô tiếng Anh") : t("Hiện ô tiếng Anh")}
    </button>
  );
}

interface NumberProps extends Shared {
  value: number | null;
  onChange: (value: number | null) => void;
  min?: number | undefined;
  max?: number | undefined;
  step?: number;
  suffix?: string;
  whole?: boolean;
}

export function NumberInput({
  value,
  onChange,
  min,
  max,
  step = 1,
  suffix,
  whole = true,
  ...shared
}: NumberProps): ReactNode {
  const id = useId();
  const disabled = !useEditable();
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Row id={id} {...shared}>
      <span className="mcd-number">
        <input
          id={id}
          type="number"
          inputMode={whole ? "numeric" : "decimal"}
          value={typed ?? (value === null ? "" : String(value))}
          min={min}
          max={max}
          step={step}
          disabled={disabled}
          aria-describedby={describedBy(id, shared)}
          onChange={(event) => {
            setTyped(event.target.value);
            const number = numberOf(event.target.value, { min, max, whole });
            if (number !== undefined) {
              onChange(number);
            }
          }}
          onBlur={() => {
            setTyped(null);
          }}
        />
        {suffix !== undefined && <span className="mcd-suffix">{suffix}</span>}
      </span>
    </Row>
  );
}

interface Bounds {
  min?: number | undefined;
  max?: number | undefined;
  whole: boolean;
}

/** The number typed, null for none; undefined while it is not one within the bounds. */
export function numberOf(text: string, { min, max, whole }: Bounds): number | null | undefined {
  if (text.trim() === "") {
    return null;
  }
  const number = Number(text);
  const fits =
    Number.isFinite(number) && number >= (min ?? -Infinity) && number <= (max ?? Infinity);
  return fits && (!whole || Number.isInteger(number)) ? number : undefined;
}

interface SelectProps extends Shared {
  value: string;
  onChange: (value: string) => void;
  choices: readonly (readonly [string, string])[];
  name?: string;
}

export function SelectInput({ value, onChange, choices, name, ...shared }: SelectProps): ReactNode {
  const id = useId();
  const disabled = !useEditable();
  const known = choices.some(([key]) => key === value);
  return (
    <Row id={id} {...shared}>
      <select
        id={id}
        name={name}
        value={value}
        disabled={disabled}
        aria-describedby={describedBy(id, shared)}
        onChange={(event) => {
          onChange(event.target.value);
        }}
      >
        {!known && <option value={value}>{value === "" ? t("Chọn…") : value}</option>}
        {choices.map(([key, label]) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </select>
    </Row>
  );
}

interface CheckProps extends Shared {
  value: boolean;
  onChange: (value: boolean) => void;
}

export function CheckInput({ value, onChange, label, help }: CheckProps): ReactNode {
  const id = useId();
  const disabled = !useEditable();
  return (
    <div className="mcd-check">
      <input
        id={id}
        type="checkbox"
        checked={value}
        disabled={disabled}
        aria-describedby={help === undefined ? undefined : `${id}-help`}
        onChange={(event) => {
          onChange(event.target.checked);
        }}
      />
      <label htmlFor={id}>{label}</label>
      {help !== undefined && (
        <p className="mcd-help" id={`${id}-help`}>
          {help}
        </p>
      )}
    </div>
  );
}

interface ChecksProps {
  label: string;
  value: readonly string[];
  choices: readonly (readonly [string, string])[];
  onChange: (value: string[]) => void;
}

/** Several of a few. */
export function ChecksInput({ label, value, choices, onChange }: ChecksProps): ReactNode {
  return (
    <fieldset className="mcd-fieldset">
      <legend className="mcd-label">{label}</legend>
      {choices.map(([key, words]) => (
        <CheckInput
          key={key}
          label={words}
          value={value.includes(key)}
          onChange={(on) => {
            onChange(
              choices
                .map(([each]) => each)
                .filter((each) => (each === key ? on : value.includes(each))),
            );
          }}
        />
      ))}
    </fieldset>
  );
}
