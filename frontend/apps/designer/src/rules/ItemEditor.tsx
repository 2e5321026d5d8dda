import type { ReactNode } from "react";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { nameOf, profileWords, verbLabel } from "../words/rules.ts";
import { aboutOf, aspectOf, aspectsOf, itemAbout, kindOf } from "./aspects.ts";
import { GroupEditor } from "./GroupEditor.tsx";
import { OperandInput } from "./OperandInput.tsx";
import {
  needsOperand,
  takesList,
  verbsFor,
  type Item,
  type Line,
  type Operand,
  type Verb,
} from "./sentences.ts";
import { reachable, type World } from "./world.ts";

interface Props {
  item: Item;
  /** "2" or, inside groups, "2.1": how the sentence is called aloud. */
  number: string;
  world: World;
  row: string;
  onChange: (item: Item) => void;
  onRemove: () => void;
}

const PROFILE_KEYS = ["age", "birth_date", "sex", "assurance", "full_name", "email", "phone"];

/** One sentence, or a bracketed group of them. */
export function ItemEditor(props: Props): ReactNode {
  const { item, number, world, row, onChange, onRemove } = props;
  if (item.is === "group") {
    return (
      <div className="mcd-cond-group" role="group" aria-label={t("Nhóm {number}", { number })}>
        <GroupEditor group={item} number={number} world={world} row={row} onChange={onChange} />
        <RemoveButton label={t("Bỏ nhóm {number}", { number })} onRemove={onRemove} />
      </div>
    );
  }
  const about = aboutOf(item);
  const matching = item.is === "line" && item.subject?.of === "matching" ? item.subject : null;
  return (
    <div className="mcd-cond-line" role="group" aria-label={t("Điều kiện {number}", { number })}>
      <AboutSelect {...props} about={about} />
      <AspectSelect item={item} about={about} world={world} onChange={onChange} />
      {item.is === "rows" && (
        <GroupEditor
          group={item.where}
          number={number}
          world={world}
          row={item.group}
          onChange={(where) => {
            onChange({ ...item, where });
          }}
        />
      )}
      {matching !== null && item.is === "line" && (
        <GroupEditor
          group={matching.where}
          number={number}
          world={world}
          row={matching.group}
          onChange={(where) => {
            onChange({ ...item, subject: { ...matching, where } });
          }}
        />
      )}
      {item.is === "line" && item.subject !== null && (
        <Comparison line={item} world={world} row={row} onChange={onChange} />
      )}
      <RemoveButton label={t("Bỏ điều kiện {number}", { number })} onRemove={onRemove} />
    </div>
  );
}

function RemoveButton({ label, onRemove }: { label: string; onRemove: () => void }): ReactNode {
  return (
    <button
      type="button"
      className="mcd-icon-button mcd-danger"
      aria-label={label}
      onClick={onRemove}
    >
      <Icon name="trash" />
    </button>
  );
}

function AboutSelect({ about, world, row, onChange }: Props & { about: string }): ReactNode {
  const fields = reachable(world, row);
  const known = world.byId.get(about);
  const isGone = about !== "" && !about.startsWith("@") && !fields.some(({ id }) => id === about);
  return (
    <select
      className="mcd-cond-field"
      aria-label={t("Câu hỏi")}
      value={about}
      onChange={(event) => {
        const next = event.target.value;
        const field = world.byId.get(next);
        const [first] = field === undefined ? [] : aspectsOf(field, world);
        onChange(itemAbout(next, first?.key ?? "answer", world));
      }}
    >
      <option value="">{t("Chọn câu hỏi…")}</option>
      {isGone && (
        <option value={about}>{known === undefined ? t("(câu đã bỏ)") : nameOf(known)}</option>
      )}
      {fields.map((field) => (
        <option key={field.id} value={field.id}>
          {nameOf(field)}
        </option>
      ))}
      <optgroup label={t("Tài khoản người nộp")}>
        {PROFILE_KEYS.map((key) => (
          <option key={key} value={`@${key}`}>
            {key === "age" ? t("tuổi của người nộp") : profileWords(key)}
          </option>
        ))}
      </optgroup>
    </select>
  );
}

function AspectSelect({
  item,
  about,
  world,
  onChange,
}: {
  item: Item;
  about: string;
  world: World;
  onChange: (item: Item) => void;
}): ReactNode {
  const field = world.byId.get(about);
  const aspects = field === undefined ? [] : aspectsOf(field, world);
  if (aspects.length < 2) return null;
  const now = aspectOf(item);
  return (
    <select
      className="mcd-cond-field"
      aria-label={t("Phần nào của câu trả lời")}
      value={now}
      onChange={(event) => {
        onChange(itemAbout(about, event.target.value, world));
      }}
    >
      {!aspects.some(({ key }) => key === now) && <option value={now}>{now}</option>}
      {aspects.map(({ key, words }) => (
        <option key={key} value={key}>
          {words}
        </option>
      ))}
    </select>
  );
}

function Comparison({
  line,
  world,
  row,
  onChange,
}: {
  line: Line;
  world: World;
  row: string;
  onChange: (item: Item) => void;
}): ReactNode {
  const kind = line.subject === null ? "none" : kindOf(line.subject, world);
  const verbs = verbsFor(kind);
  return (
    <>
      <select
        aria-label={t("So sánh")}
        value={line.verb}
        onChange={(event) => {
          const verb = event.target.value as Verb;
          onChange({ ...line, verb, operand: operandFor(verb, line) });
        }}
      >
        {!verbs.includes(line.verb) && (
          <option value={line.verb}>{verbLabel(line.verb, kind)}</option>
        )}
        {verbs.map((verb) => (
          <option key={verb} value={verb}>
            {verbLabel(verb, kind)}
          </option>
        ))}
      </select>
      {needsOperand(line.verb) && (
        <OperandInput
          line={line}
          kind={kind}
          world={world}
          row={row}
          onChange={(operand) => {
            onChange({ ...line, operand });
          }}
        />
      )}
    </>
  );
}

/** What was said so far, as far as the new verb can use it. */
function operandFor(verb: Verb, { operand }: Line): Operand {
  const one = operand.as === "value" ? operand.value : null;
  if (takesList(verb)) {
    if (operand.as === "values") return operand;
    return { as: "values", values: typeof one === "string" ? [one] : [] };
  }
  if (verb === "between") {
    return operand.as === "span" ? operand : { as: "span", low: one, high: null };
  }
  if (operand.as === "values") return { as: "value", value: operand.values[0] ?? null };
  return operand.as === "span" ? { as: "value", value: operand.low } : operand;
}
