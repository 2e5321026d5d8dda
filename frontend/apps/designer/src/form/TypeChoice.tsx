import { useState, type ReactNode } from "react";
import type { FieldTypeFacts } from "../facts.ts";
import type { Field } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { update } from "../model/operations.ts";
import { answersFit, canBecome, retyped } from "../model/retype.ts";
import { pick } from "../model/text.ts";
import { useDesigner, useDesk, useEdit, useEditable } from "../store/hooks.ts";
import { groupedTypes, hintOf } from "../words/groups.ts";
import { nameOf } from "../words/rules.ts";

interface Props {
  field: Field;
  type: FieldTypeFacts | undefined;
}

/** What kind of question this is, and what else it can become. */
export function TypeChoice({ field, type }: Props): ReactNode {
  const editable = useEditable();
  const [open, setOpen] = useState(false);
  return (
    <div className="mcd-type-choice">
      <p className="mcd-kind">
        <Icon name={type?.icon ?? "text"} />{" "}
        {t("Kiểu: {type}", { type: pick(type?.label) || field.type })}
      </p>
      {editable && (
        <button
          type="button"
          className="mcd-link"
          data-retype
          aria-expanded={open}
          onClick={() => {
            setOpen(!open);
          }}
        >
          {t("Đổi kiểu")}
        </button>
      )}
      {open && editable && (
        <Types
          field={field}
          type={type}
          onDone={() => {
            setOpen(false);
          }}
        />
      )}
    </div>
  );
}

function Types({ field, type, onDone }: Props & { onDone: () => void }): ReactNode {
  const { host, store } = useDesk();
  const edit = useEdit();
  const isLive = useDesigner((state) => state.facts.live_number !== null);
  const [query, setQuery] = useState("");
  const possible = host.field_types.filter((each) => canBecome(field, each));
  const fitting = possible.filter((each) => type !== undefined && answersFit(type, each));
  const other = isLive ? [] : possible.filter((each) => !fitting.includes(each));
  function choose(to: FieldTypeFacts): void {
    const name = nameOf(field);
    const words = t("Đổi kiểu của “{name}” thành {type}", { name, type: pick(to.label) });
    if (edit([update("field", field.id, retyped(field, type, to))], { words })) {
      store.say(t("Đã đổi “{name}” thành kiểu {type}.", { name, type: pick(to.label) }), {
        canUndo: true,
      });
      onDone();
    }
  }
  return (
    <div className="mcd-retype">
      <input
        type="search"
        data-retype-search
        aria-label={t("Tìm kiểu câu hỏi")}
        placeholder={t("Tìm kiểu câu hỏi")}
        value={query}
        autoComplete="off"
        onChange={(event) => {
          setQuery(event.target.value);
        }}
      />
      <TypeList
        title={t("Câu trả lời cũ vẫn hợp")}
        types={fitting}
        query={query}
        onChoose={choose}
      />
      <TypeList title={t("Các kiểu khác")} types={other} query={query} onChoose={choose} />
      {isLive && (
        <p className="mcd-help">
          {t(
            "Dịch vụ đang chạy nên chỉ đổi được sang kiểu hợp với câu trả lời đã có. Cần kiểu khác thì thêm câu hỏi mới rồi xóa câu này.",
          )}
        </p>
      )}
    </div>
  );
}

interface ListProps {
  title: string;
  types: readonly FieldTypeFacts[];
  query: string;
  onChoose: (type: FieldTypeFacts) => void;
}

function TypeList({ title, types, query, onChoose }: ListProps): ReactNode {
  const found = groupedTypes(types, query).flatMap((group) => group.types);
  return (
    found.length > 0 && (
      <>
        <h4 className="mcd-types-title">{title}</h4>
        <ul className="mcd-types mcd-types--narrow">
          {found.map((type) => (
            <li key={type.key}>
              <button
                type="button"
                data-type={type.key}
                title={hintOf(type)}
                onClick={() => {
                  onChoose(type);
                }}
              >
                <Icon name={type.icon} /> <span>{pick(type.label)}</span>
              </button>
            </li>
          ))}
        </ul>
      </>
    )
  );
}
