import type { ReactNode } from "react";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { pick } from "../model/text.ts";
import { useDesigner, useDesk, useEditable, useFieldTypes } from "../store/hooks.ts";
import { changeChosen, duplicateChosen, gather, moveToPage, removeChosen } from "./actions.ts";
import { copyChosen, cutChosen } from "./clipboard.ts";

/** What can be done to several questions at once. */
export function SelectionBar(): ReactNode {
  const desk = useDesk();
  const { store } = desk;
  const editable = useEditable();
  const count = useDesigner((state) => state.marked.length);
  const group = useFieldTypes().get("group");
  const acts: [string, string, () => void][] = [
    [
      "copy",
      t("Sao chép"),
      () => {
        copyChosen(desk);
      },
    ],
    [
      "cut",
      t("Cắt"),
      () => {
        cutChosen(desk);
      },
    ],
    [
      "copy",
      t("Nhân đôi"),
      () => {
        duplicateChosen(store);
      },
    ],
    [
      "check",
      t("Bắt buộc trả lời"),
      () => {
        changeChosen(store, { required: true }, t("Đặt bắt buộc trả lời"));
      },
    ],
    [
      "check",
      t("Không bắt buộc"),
      () => {
        changeChosen(store, { required: false }, t("Bỏ bắt buộc trả lời"));
      },
    ],
  ];
  return (
    <div className="mcd-selection" role="group" aria-label={t("Việc với các câu đang chọn")}>
      <strong role="status">{t("Đang chọn {count} câu", { count })}</strong>
      {editable && (
        <>
          {acts.map(([icon, label, act]) => (
            <button key={label} type="button" className="mcd-tool" onClick={act}>
              <Icon name={icon} /> {label}
            </button>
          ))}
          {group !== undefined && (
            <button
              type="button"
              className="mcd-tool"
              onClick={() => {
                gather(store, group);
              }}
            >
              <Icon name="rows-3" /> {t("Gộp thành nhóm lặp lại")}
            </button>
          )}
          <PageChoice />
          <button
            type="button"
            className="mcd-tool mcd-danger"
            onClick={() => {
              removeChosen(store);
            }}
          >
            <Icon name="trash" /> {t("Xóa")}
          </button>
        </>
      )}
      <button
        type="button"
        className="mcd-tool"
        onClick={() => {
          store.set({ marked: [] });
        }}
      >
        {t("Thôi chọn")}
      </button>
    </div>
  );
}

function PageChoice(): ReactNode {
  const { store } = useDesk();
  const pages = useDesigner((state) => state.document.form.pages);
  if (pages.length < 2) {
    return null;
  }
  return (
    <select
      aria-label={t("Chuyển tới trang")}
      value=""
      onChange={(event) => {
        moveToPage(store, event.target.value);
      }}
    >
      <option value="">{t("Chuyển tới trang…")}</option>
      {pages.map((page) => (
        <option key={page.id} value={page.id}>
          {pick(page.title)}
        </option>
      ))}
    </select>
  );
}
