import { memo, useState, type ReactNode } from "react";
import type { Field, Rule } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { pick } from "../model/text.ts";
import { useDesk, useFieldTypes, useProblemsOf, useRuleWords } from "../store/hooks.ts";
import { nameOf } from "../words/rules.ts";
import { duplicateChosen, moveBy, removeChosen, selectLine } from "./actions.ts";
import { copyChosen } from "./clipboard.ts";
import { acceptDrop, dropOn, startDrag, type Side } from "./dragging.ts";
import { markTo, toggleMark } from "./marking.ts";
import { focusSettings } from "./Outline.tsx";
import { sideOf } from "./OutlineRow.tsx";
import { Sketch } from "./Sketch.tsx";

interface Props {
  field: Field;
  isSelected: boolean;
  /** Id of the selected question inside this group, else empty. */
  selectedInside: string;
  /** Ids chosen together; empty while it is only one. */
  marked: readonly string[];
  isEditable: boolean;
}

/** A question as it will look, with its buttons while it is selected. */
export const FieldCard = memo(function FieldCard({
  field,
  isSelected,
  selectedInside,
  marked,
  isEditable,
}: Props): ReactNode {
  const { store } = useDesk();
  const types = useFieldTypes();
  const [side, setSide] = useState<Side | null>(null);
  const problems = useProblemsOf(field.id);
  const own = problems.filter((problem) => problem.path.endsWith(field.id));
  return (
    <div
      className={`mcd-card${isSelected ? " mcd-card--on" : ""}${marked.includes(field.id) ? " mcd-card--marked" : ""}${side === null ? "" : ` mcd-card--drop-${side}`}`}
      data-card={field.id}
      draggable={isEditable}
      onDragStart={(event) => {
        startDrag(event, field.id);
      }}
      onDragOver={(event) => {
        if (acceptDrop(event)) {
          setSide(sideOf(event));
        }
      }}
      onDragLeave={() => {
        setSide(null);
      }}
      onDrop={(event) => {
        event.preventDefault();
        event.stopPropagation();
        setSide(null);
        dropOn(store, types, event, field.id, sideOf(event));
      }}
    >
      <button
        type="button"
        className="mcd-card-hit"
        aria-pressed={isSelected}
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey) {
            toggleMark(store, field.id);
          } else if (event.shiftKey) {
            markTo(store, field.id);
          } else {
            selectLine(store, field.id);
            store.set({ pane: "settings" });
            focusSettings();
          }
        }}
      >
        <span className="w-sr-only">{t("Sửa câu hỏi “{name}”", { name: nameOf(field) })}</span>
      </button>
      <CardFace field={field} />
      {field.type === "group" && (
        <div className="mcd-group">
          {field.fields.map((inner) => (
            <FieldCard
              key={inner.id}
              field={inner}
              isSelected={selectedInside === inner.id}
              selectedInside=""
              marked={marked}
              isEditable={isEditable}
            />
          ))}
          {field.fields.length === 0 && (
            <p className="mcd-empty">
              {t("Nhóm chưa có câu hỏi. Chọn nhóm này rồi thêm câu hỏi ở dưới.")}
            </p>
          )}
        </div>
      )}
      {own.map((problem) => (
        <p key={problem.code} className="mcd-problem-line">
          <Icon name="warning" /> {problem.message}
        </p>
      ))}
      {isSelected && isEditable && <CardButtons />}
    </div>
  );
});

function CardFace({ field }: { field: Field }): ReactNode {
  const label = pick(field.label);
  return (
    <div className="mcd-face" aria-hidden="true">
      {field.visible_if !== null && <CardRule rule={field.visible_if} />}
      {(label !== "" || field.type !== "explanation") && (
        <p className="mcd-face-label">
          {label === "" ? t("Câu hỏi chưa có tên") : label}
          {!field.required && field.type !== "explanation" && field.type !== "group" && (
            <span className="mcd-optional"> {t("(không bắt buộc)")}</span>
          )}
        </p>
      )}
      {pick(field.help) !== "" && <p className="mcd-face-hint">{pick(field.help)}</p>}
      <Sketch field={field} />
    </div>
  );
}

function CardRule({ rule }: { rule: Rule }): ReactNode {
  return <p className="mcd-rule">{t("Chỉ hiện khi {rule}", { rule: useRuleWords(rule) })}</p>;
}

function CardButtons(): ReactNode {
  const desk = useDesk();
  const { store } = desk;
  return (
    <div className="mcd-card-buttons" role="group" aria-label={t("Việc với câu hỏi đang chọn")}>
      <button
        type="button"
        onClick={() => {
          moveBy(store, -1);
        }}
        title="Alt+↑"
      >
        <Icon name="up" /> {t("Lên")}
      </button>
      <button
        type="button"
        onClick={() => {
          moveBy(store, 1);
        }}
        title="Alt+↓"
      >
        <Icon name="down" /> {t("Xuống")}
      </button>
      <button
        type="button"
        onClick={() => {
          duplicateChosen(store);
        }}
        title="Alt+S"
      >
        <Icon name="copy" /> {t("Nhân đôi")}
      </button>
      <button
        type="button"
        onClick={() => {
          copyChosen(desk);
        }}
        title="Ctrl+C"
      >
        <Icon name="copy" /> {t("Sao chép")}
      </button>
      <button
        type="button"
        className="mcd-danger"
        onClick={() => {
          removeChosen(store);
        }}
        title="Delete"
      >
        <Icon name="trash" /> {t("Xóa")}
      </button>
    </div>
  );
}
