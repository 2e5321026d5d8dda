import type { RuleType } from "@motcua/form-schema";
import { useState, type ReactNode } from "react";
import type { Field, Rule } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { update } from "../model/operations.ts";
import { pick } from "../model/text.ts";
import { useDesigner, useEdit, useEditable, useFieldTypes } from "../store/hooks.ts";
import { nameOf } from "../words/rules.ts";
import { aspectsOf, itemAbout } from "./aspects.ts";
import { FormulaInput } from "./FormulaInput.tsx";
import { GroupEditor } from "./GroupEditor.tsx";
import { emptyGroup, toRule, type Group } from "./sentences.ts";
import { useWorld, type World } from "./world.ts";

type Effect = "visible_if" | "required_if" | "calculate";

/** "When … then …", from the question that decides: the rule is put where it acts. */
export function RuleComposer({ field }: { field: Field }): ReactNode {
  const [open, setOpen] = useState(false);
  if (!useEditable()) return null;
  return open ? (
    <Composing
      field={field}
      onDone={() => {
        setOpen(false);
      }}
    />
  ) : (
    <button
      type="button"
      className="button button-small button-secondary"
      onClick={() => {
        setOpen(true);
      }}
    >
      {t("Khi câu này… thì…")}
    </button>
  );
}

function Composing({ field, onDone }: { field: Field; onDone: () => void }): ReactNode {
  const world = useWorld([]);
  const edit = useEdit();
  const targets = useTargets(field, world);
  const [group, setGroup] = useState<Group>(() => firstGroup(field, world));
  const [effect, setEffect] = useState<Effect>("visible_if");
  const [target, setTarget] = useState("");
  const [value, setValue] = useState<Rule | null>(null);
  const when = toRule(group);
  const fitting = targets.filter((each) => each.effects.includes(effect));
  const chosen = fitting.find((each) => each.id === target);
  const isReady =
    when !== null && chosen !== undefined && (effect !== "calculate" || value !== null);

  function add(): void {
    if (when === null || chosen === undefined) return;
    const rule = combined(effect, chosen.rules[effect], when, value);
    const words = t("Thêm quy tắc cho “{name}”", { name: chosen.name });
    edit([update(chosen.what, chosen.id, { [effect]: rule })], { words });
    onDone();
  }

  return (
    <fieldset className="mcd-fieldset mcd-condition">
      <legend className="mcd-label">{t("Khi")}</legend>
      <GroupEditor group={group} number="" world={world} row="" onChange={setGroup} />
      <div className="mcd-cond-line" role="group" aria-label={t("Thì")}>
        <span className="mcd-cond-word">{t("thì")}</span>
        <select
          aria-label={t("Làm gì")}
          value={effect}
          onChange={(event) => {
            setEffect(event.target.value as Effect);
            setTarget("");
          }}
        >
          <option value="visible_if">{t("hiện")}</option>
          <option value="required_if">{t("bắt buộc trả lời")}</option>
          <option value="calculate">{t("tự tính")}</option>
        </select>
        <select
          className="mcd-cond-field"
          aria-label={t("Câu hỏi hoặc trang")}
          value={chosen?.id ?? ""}
          onChange={(event) => {
            setTarget(event.target.value);
          }}
        >
          <option value="">{t("Chọn câu hỏi hoặc trang…")}</option>
          {fitting.map((each) => (
            <option key={each.id} value={each.id}>
              {each.name}
            </option>
          ))}
        </select>
      </div>
      {effect === "calculate" && chosen !== undefined && (
        <FormulaInput
          label={t("bằng")}
          rule={value}
          wanted={chosen.gives}
          world={world}
          onChange={setValue}
        />
      )}
      <div className="mcd-cond-add">
        <button type="button" className="button button-small" disabled={!isReady} onClick={add}>
          {t("Thêm quy tắc")}
        </button>
        <button type="button" className="button button-small button-secondary" onClick={onDone}>
          {t("Thôi")}
        </button>
      </div>
    </fieldset>
  );
}

function firstGroup(field: Field, world: World): Group {
  const [first] = aspectsOf(field, world);
  return { ...emptyGroup(), items: [itemAbout(field.id, first?.key ?? "answer", world)] };
}

interface Target {
  id: string;
  what: "field" | "page" | "section";
  name: string;
  effects: readonly Effect[];
  rules: Readonly<Record<Effect, Rule | null>>;
  gives: RuleType;
}

/** What a rule may act on: later parts of the form, each with what may be done to it. */
function useTargets(field: Field, world: World): Target[] {
  const form = useDesigner((state) => state.document.form);
  const types = useFieldTypes();
  const shown = [
    ...form.sections.map((section) => ({ ...section, what: "section" as const })),
    ...form.pages.map((page) => ({ ...page, what: "page" as const })),
  ].map(({ id, title, visible_if, what }): Target => ({
    id,
    what,
    name: what === "page" ? t("Trang {name}", { name: pick(title) }) : pick(title),
    effects: ["visible_if"],
    rules: { visible_if, required_if: null, calculate: null },
    gives: "bool",
  }));
  const fields = [...world.byId.values()]
    .filter((each) => each.id !== field.id && !world.scope.groups.has(each.id))
    .map((each): Target => {
      const type = types.get(each.type);
      const asked = type?.has_answer === true && !each.required && each.calculate === null;
      const effects: Effect[] = ["visible_if"];
      if (asked) effects.push("required_if");
      if (type?.calculable === true) effects.push("calculate");
      const { visible_if, required_if, calculate } = each;
      const rules = { visible_if, required_if, calculate };
      const isNumber = type?.kind === "number" || type?.kind === "money";
      const gives = isNumber ? "number" : type?.kind === "date" ? "date" : "any";
      return { id: each.id, what: "field", name: nameOf(each), effects, rules, gives };
    });
  return [...fields, ...shown];
}

/** Together with the rule that is there: both must hold; of calculations the new one goes first. */
function combined(effect: Effect, known: Rule | null, when: Rule, value: Rule | null): Rule {
  if (effect === "calculate") {
    const rest = known === null ? [] : [known];
    return { op: "if", args: [when, value ?? { value: null }, ...rest] };
  }
  if (known === null) return when;
  return { op: effect === "required_if" ? "or" : "and", args: [known, when] };
}
