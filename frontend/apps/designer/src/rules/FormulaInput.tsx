import type { RuleType } from "@motcua/form-schema";
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from "react";
import type { Rule } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { sameJson } from "../model/sharing.ts";
import { useEditable } from "../store/hooks.ts";
import { complete, printFormula, readFormula, type Completion } from "./formula/index.ts";
import type { World } from "./world.ts";

interface Props {
  label: string;
  help?: string;
  rule: Rule | null;
  wanted: RuleType;
  world: World;
  onChange: (rule: Rule | null) => void;
}

interface Offer {
  from: number;
  to: number;
  items: readonly Completion[];
  at: number;
}

/** A formula as text. The rule changes whenever what is typed can be read. */
export function FormulaInput({ label, help, rule, wanted, world, onChange }: Props): ReactNode {
  const id = useId();
  const box = useRef<HTMLTextAreaElement>(null);
  const editable = useEditable();
  const printed = rule === null ? "" : printFormula(rule, world.names);
  const [typed, setTyped] = useState<string | null>(null);
  const [offer, setOffer] = useState<Offer | null>(null);
  const caret = useRef<number | null>(null);
  const text = typed ?? printed;
  const { fault } = readFormula(text, world.names, world.scope, wanted);

  useEffect(() => {
    if (caret.current !== null) {
      box.current?.setSelectionRange(caret.current, caret.current);
      caret.current = null;
    }
  }, [text]);

  function write(next: string, at: number | null = null): void {
    const said = next.normalize("NFC");
    setTyped(said);
    caret.current = at;
    const reading = readFormula(said, world.names, world.scope, wanted);
    if (reading.fault === null && !sameJson(reading.rule, rule)) onChange(reading.rule);
  }

  function suggest(said: string, at: number): void {
    const found = complete(said, at, world.names);
    setOffer(found === null ? null : { ...found, at: 0 });
  }

  function accept(item: Completion, { from, to }: Offer): void {
    const next = text.slice(0, from) + item.insert + text.slice(to);
    setOffer(null);
    write(next, from + item.insert.length - item.back);
    box.current?.focus();
  }

  function press(event: KeyboardEvent): void {
    if (offer === null) {
      if (event.key === " " && event.ctrlKey) {
        event.preventDefault();
        suggest(text, box.current?.selectionStart ?? text.length);
      }
      return;
    }
    const { items, at } = offer;
    const item = items[at];
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      const step = event.key === "ArrowDown" ? 1 : items.length - 1;
      setOffer({ ...offer, at: (at + step) % items.length });
    } else if ((event.key === "Enter" || event.key === "Tab") && item !== undefined) {
      accept(item, offer);
    } else if (event.key === "Escape") {
      setOffer(null);
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  }

  const ids = [help === undefined ? "" : `${id}-help`, fault === null ? "" : `${id}-fault`];
  return (
    <div className={fault === null ? "mcd-row mcd-formula" : "mcd-row mcd-row--error mcd-formula"}>
      <label className="mcd-label" htmlFor={id}>
        {label}
      </label>
      {help !== undefined && (
        <p className="mcd-help" id={`${id}-help`}>
          {help}
        </p>
      )}
      <textarea
        id={id}
        ref={box}
        rows={Math.min(6, Math.max(2, text.split("\n").length, Math.ceil(text.length / 34)))}
        value={text}
        disabled={!editable}
        spellCheck={false}
        autoComplete="off"
        role="combobox"
        aria-expanded={offer !== null}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={offer === null ? undefined : `${id}-${offer.at}`}
        aria-invalid={fault !== null}
        aria-describedby={ids.join(" ").trim() || undefined}
        onChange={(event) => {
          write(event.target.value);
          suggest(event.target.value, event.target.selectionStart);
        }}
        onKeyDown={press}
        onBlur={() => {
          setOffer(null);
          if (fault === null) setTyped(null);
        }}
      />
      <Offered id={id} offer={offer} onAccept={accept} />
      {fault !== null && (
        <p className="mcd-error" id={`${id}-fault`} role="status">
          {fault.message} <Pointed text={text} from={fault.from} to={fault.to} />
        </p>
      )}
    </div>
  );
}

function Offered({
  id,
  offer,
  onAccept,
}: {
  id: string;
  offer: Offer | null;
  onAccept: (item: Completion, offer: Offer) => void;
}): ReactNode {
  return (
    <ul className="mcd-offers" id={`${id}-list`} role="listbox" hidden={offer === null}>
      {offer?.items.map((item, index) => (
        <li
          key={`${item.label} ${item.insert}`}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === offer.at}
          onMouseDown={(event) => {
            event.preventDefault();
            onAccept(item, offer);
          }}
        >
          <b>{item.label}</b> <span>{item.detail}</span>
        </li>
      ))}
    </ul>
  );
}

/** The words around the fault, the wrong part marked. */
function Pointed({ text, from, to }: { text: string; from: number; to: number }): ReactNode {
  const before = text.slice(Math.max(0, from - 24), from);
  const after = text.slice(to, to + 16);
  return (
    <code className="mcd-pointed">
      {from > 24 && "…"}
      {before}
      <mark>{text.slice(from, to) || t("⟨ở đây⟩")}</mark>
      {after}
    </code>
  );
}
