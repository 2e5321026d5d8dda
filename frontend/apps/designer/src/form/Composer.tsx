import { useId, useMemo, useState, type ReactNode } from "react";
import type { FieldTypeFacts } from "../facts.ts";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { keysOf } from "../model/apply.ts";
import { blankField } from "../model/blank.ts";
import { add, type Item } from "../model/operations.ts";
import { pick } from "../model/text.ts";
import { useDesk } from "../store/hooks.ts";
import type { Desk } from "../store/start.ts";
import { groupedTypes, hintOf } from "../words/groups.ts";
import { guessType } from "../words/guess.ts";
import { addField, lineOf, placeFor } from "./actions.ts";
import { startTypeDrag } from "./dragging.ts";

/** A new question: type its name, take the type offered or choose another. */
export function Composer(): ReactNode {
  const desk = useDesk();
  const { store, host } = desk;
  const [label, setLabel] = useState("");
  const [open, setOpen] = useState(false);
  const id = useId();
  const wanted = guessType(label, host.field_types);
  const guessed = host.field_types.find((type) => type.key === wanted);

  function make(type: FieldTypeFacts | undefined): void {
    if (type === undefined) {
      return;
    }
    const words = label.trim().normalize("NFC") || t("Câu hỏi mới");
    if (addField(store, words, type) !== null) {
      store.say(t("Đã thêm “{words}” ({type}).", { words, type: pick(type.label) }), {
        canUndo: true,
      });
      setLabel("");
      setOpen(false);
    }
  }

  return (
    <form
      className="mcd-composer"
      onSubmit={(event) => {
        event.preventDefault();
        if (label.trim() === "") {
          setOpen(true);
        } else {
          make(guessed);
        }
      }}
    >
      <label className="mcd-label" htmlFor={id}>
        {t("Thêm câu hỏi")}
      </label>
      <div className="mcd-composer-line">
        <input
          id={id}
          data-composer
          type="text"
          value={label}
          maxLength={500}
          autoComplete="off"
          placeholder={t("Gõ tên câu hỏi, ví dụ: Ngày cấp giấy")}
          onChange={(event) => {
            setLabel(event.target.value);
          }}
          onPaste={(event) => {
            const lines = questionsIn(event.clipboardData.getData("text/plain"));
            if (lines.length > 1) {
              event.preventDefault();
              addMany(desk, lines);
            }
          }}
        />
        <button type="submit" className="button">
          {label.trim() === "" || guessed === undefined
            ? t("Thêm")
            : t("Thêm kiểu {type}", { type: pick(guessed.label) })}
        </button>
        <button
          type="button"
          className="button button-secondary"
          aria-expanded={open}
          data-types-toggle
          onClick={() => {
            setOpen(!open);
          }}
        >
          {t("Chọn kiểu khác")}
        </button>
      </div>
      <p className="mcd-help">
        {t("Dán cả danh sách từ Word cũng được: mỗi dòng thành một câu hỏi.")}
      </p>
      {open && <Palette onChoose={make} />}
    </form>
  );
}

const MOST_PASTED = 100;

/** One question a line, without the numbers and dots of a printed form. */
export function questionsIn(text: string): string[] {
  if (!text.includes("\n") || text.includes("designer-clip")) {
    return [];
  }
  return text
    .split(/\r?\n/u)
    .map((line) =>
      line
        .normalize("NFC")
        .replaceAll(/\p{Cc}/gu, " ")
        .replace(/^\s*(?:[-–•*+]|\(?(?:\d{1,3}|[a-zđ])[.)]|[IVX]{1,5}\.)\s*/u, "")
        .replace(/[\s:.…_]+$/u, "")
        .replaceAll(/[.…_]{3,}/gu, " ")
        .replaceAll(/\s+/gu, " ")
        .trim()
        .slice(0, 500),
    )
    .filter((line) => line !== "")
    .slice(0, MOST_PASTED);
}

function addMany({ store, host }: Desk, labels: readonly string[]): void {
  const { document, selectedId, pageId } = store.state;
  const keys = keysOf(document as unknown as Item);
  const place = placeFor(lineOf(store, selectedId), pageId, "group");
  const operations = labels.flatMap((label, index) => {
    const wanted = guessType(label, host.field_types);
    // A list asked for in one line is a heading of what follows; the author can still make it one.
    const key = wanted === "group" ? "short_text" : wanted;
    const type = host.field_types.find((each) => each.key === key);
    if (type === undefined) {
      return [];
    }
    const field = blankField(label, type, keys);
    keys.add(field.key);
    const at = place.at === null ? null : place.at + index;
    return [add("field", field, place.owner, at)];
  });
  const count = operations.length;
  if (store.edit(operations, { words: t("Thêm {count} câu hỏi", { count }) })) {
    store.say(t("Đã thêm {count} câu hỏi. Xem lại kiểu của từng câu.", { count }), {
      canUndo: true,
    });
  }
}

function Palette({ onChoose }: { onChoose: (type: FieldTypeFacts) => void }): ReactNode {
  const { host } = useDesk();
  const [query, setQuery] = useState("");
  const id = useId();
  const groups = useMemo(() => groupedTypes(host.field_types, query), [host, query]);
  return (
    <div className="mcd-palette">
      <label className="mcd-label" htmlFor={id}>
        {t("Tìm kiểu câu hỏi")}
      </label>
      <input
        id={id}
        type="search"
        data-type-search
        value={query}
        autoComplete="off"
        placeholder={t("Ví dụ: ngày, tiền, căn cước, ảnh, bảng")}
        onChange={(event) => {
          setQuery(event.target.value);
        }}
        onKeyDown={(event) => {
          const first = groups[0]?.types[0];
          if (event.key === "Enter" && query.trim() !== "" && first !== undefined) {
            event.preventDefault();
            onChoose(first);
          }
        }}
      />
      <p className="mcd-help">{t("Bấm để thêm, hoặc kéo thả vào chỗ muốn đặt.")}</p>
      {groups.map((group) => (
        <section key={group.key} aria-label={group.label}>
          <h3 className="mcd-types-title">{group.label}</h3>
          <ul className="mcd-types">
            {group.types.map((type) => (
              <li key={type.key}>
                <TypeButton type={type} onChoose={onChoose} />
              </li>
            ))}
          </ul>
        </section>
      ))}
      {groups.length === 0 && <p>{t("Không có kiểu nào khớp. Hãy thử từ khác.")}</p>}
    </div>
  );
}

interface TypeButtonProps {
  type: FieldTypeFacts;
  onChoose: (type: FieldTypeFacts) => void;
}

function TypeButton({ type, onChoose }: TypeButtonProps): ReactNode {
  return (
    <button
      type="button"
      data-type={type.key}
      draggable
      onDragStart={(event) => {
        startTypeDrag(event, type.key);
      }}
      onClick={() => {
        onChoose(type);
      }}
    >
      <Icon name={type.icon} />
      <span>
        <strong>{pick(type.label)}</strong>
        <small>{hintOf(type)}</small>
      </span>
    </button>
  );
}
