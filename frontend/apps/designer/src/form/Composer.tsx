import { useId, useMemo, useState, type ReactNode } from "react";
import type { FieldTypeFacts } from "../facts.ts";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { fold, pick } from "../model/text.ts";
import { useDesk } from "../store/hooks.ts";
import { guessType } from "../words/guess.ts";
import { typeHint } from "../words/labels.ts";
import { addField } from "./actions.ts";

/** A new question: type its name, take the type offered or choose another. */
export function Composer(): ReactNode {
  const { store, host } = useDesk();
  const [label, setLabel] = useState("");
  const [open, setOpen] = useState(false);
  const id = useId();
  const guessed = host.field_types.find((type) => type.key === guessType(label));

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
          onClick={() => {
            setOpen(!open);
          }}
        >
          {t("Chọn kiểu khác")}
        </button>
      </div>
      {open && <Palette onChoose={make} />}
    </form>
  );
}

function Palette({ onChoose }: { onChoose: (type: FieldTypeFacts) => void }): ReactNode {
  const { host } = useDesk();
  const [query, setQuery] = useState("");
  const id = useId();
  const found = useMemo(() => {
    const wanted = fold(query);
    return host.field_types.filter((type) =>
      fold(`${pick(type.label)} ${typeHint(type.key)}`).includes(wanted),
    );
  }, [host, query]);
  return (
    <div className="mcd-palette">
      <label className="mcd-label" htmlFor={id}>
        {t("Tìm kiểu câu hỏi")}
      </label>
      <input
        id={id}
        type="search"
        value={query}
        autoComplete="off"
        onChange={(event) => {
          setQuery(event.target.value);
        }}
      />
      <ul className="mcd-types">
        {found.map((type) => (
          <li key={type.key}>
            <button
              type="button"
              data-type={type.key}
              onClick={() => {
                onChoose(type);
              }}
            >
              <Icon name={type.icon} />
              <span>
                <strong>{pick(type.label)}</strong>
                <small>{typeHint(type.key)}</small>
              </span>
            </button>
          </li>
        ))}
      </ul>
      {found.length === 0 && <p>{t("Không có kiểu nào khớp. Hãy thử từ khác.")}</p>}
    </div>
  );
}
