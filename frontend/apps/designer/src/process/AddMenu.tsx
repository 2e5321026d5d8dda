import { useState, type ReactNode } from "react";
import type { Step } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { Icon } from "../inputs/icons.tsx";
import { useDesk } from "../store/hooks.ts";
import { openPanel } from "./DrawScreen.tsx";
import { addStep } from "./edits.ts";

interface Props {
  step: Step | undefined;
  index: number;
  /** Sub-processes do not call others. */
  isInner: boolean;
}

/** A usual step behind the selected one; the rarer kinds behind a second button. */
export function AddMenu({ step, index, isInner }: Props): ReactNode {
  const { store } = useDesk();
  const [open, setOpen] = useState(false);
  function addOf(kind: Step["kind"]): void {
    setOpen(false);
    openPanel(addStep(store, step, kind));
  }
  return (
    <div className="mcd-add-step">
      <div className="mcd-acts">
        <button
          type="button"
          className="button"
          title="Alt+N"
          data-add-step
          onClick={() => {
            addOf("review");
          }}
        >
          <Icon name="plus" />{" "}
          {index < 0 ? t("Thêm bước") : t("Thêm bước sau bước {number}", { number: index + 1 })}
        </button>
        <button
          type="button"
          className="button button-secondary"
          aria-expanded={open}
          data-add-other
          onClick={() => {
            setOpen(!open);
          }}
        >
          {t("Thêm loại bước khác")}
        </button>
      </div>
      {open && (
        <ul className="mcd-types mcd-step-kinds">
          {rareKinds()
            .filter(([kind]) => !isInner || kind !== "sub_process")
            .map(([kind, icon, name, about]) => (
              <li key={kind}>
                <button
                  type="button"
                  data-add-kind={kind}
                  onClick={() => {
                    addOf(kind);
                  }}
                >
                  <Icon name={icon} />
                  <span>
                    <strong>{name}</strong>
                    <small>{about}</small>
                  </span>
                </button>
              </li>
            ))}
        </ul>
      )}
    </div>
  );
}

function rareKinds(): [Step["kind"], string, string, string][] {
  return [
    [
      "parallel",
      "rows-3",
      t("Nhiều việc song song"),
      t("Vài người làm cùng lúc, xong hết mới đi tiếp"),
    ],
    [
      "consult",
      "comment",
      t("Hỏi ý kiến đơn vị khác"),
      t("Chờ trả lời; quá hạn có thể coi là đồng ý"),
    ],
    [
      "choice",
      "list-checks",
      t("Rẽ nhánh theo câu trả lời"),
      t("Máy nhìn câu trả lời trong tờ khai để chọn lối đi"),
    ],
    ["citizen", "user-round", t("Chờ người dân làm"), t("Bổ sung, xác nhận, đến làm việc")],
    ["wait_fee", "banknote", t("Chờ nộp phí"), t("Đi tiếp khi tiền đã vào")],
    ["wait_date", "calendar", t("Chờ đến ngày"), t("Tự đi tiếp khi đến ngày đã khai hoặc hết giờ")],
    [
      "automatic",
      "calculator",
      t("Máy tự làm"),
      t("Gửi thông báo, tra cứu; hỏng thì báo cho người"),
    ],
    ["sub_process", "copy", t("Quy trình con"), t("Một đoạn dùng ở nhiều chỗ, vẽ một lần")],
  ];
}
