import type { ReactNode } from "react";
import { t } from "../i18n.ts";
import type { DroppedWhat } from "../model/clip.ts";
import { useDesigner, useDesk } from "../store/hooks.ts";
import { Dialog } from "./Dialog.tsx";

/** After pasting: which rules could not come along, and which were pointed elsewhere. */
export function PasteDialog(): ReactNode {
  const { store } = useDesk();
  const report = useDesigner((state) => state.pasted);
  if (report === null) {
    return null;
  }
  const lost: Readonly<Record<DroppedWhat, string>> = {
    visible_if: t("Điều kiện hiện của “{name}” đã bỏ, vì nó hỏi câu “{asked}” không có ở đây."),
    calculate: t("Phép tính của “{name}” đã bỏ, vì nó dùng câu “{asked}” không có ở đây."),
    config: t("“{name}” không còn so với câu “{asked}”, vì câu đó không có ở đây."),
    type: t("“{name}” không dán được: kiểu câu hỏi “{asked}” không có ở đây."),
  };
  return (
    <Dialog
      title={t("Đã dán {count} câu hỏi", { count: report.count })}
      isOpen
      onClose={() => {
        store.set({ pasted: null });
      }}
    >
      {report.dropped.length > 0 && (
        <>
          <h3>{t("Những chỗ bạn cần xem lại")}</h3>
          <ul>
            {report.dropped.map((each, index) => (
              <li key={index}>
                {lost[each.what]
                  .replace("{name}", () => each.name)
                  .replace("{asked}", () => each.asked)}
              </li>
            ))}
          </ul>
        </>
      )}
      {report.repointed.length > 0 && (
        <>
          <h3>{t("Đã nối sang câu cùng tên ở đây")}</h3>
          <ul>
            {report.repointed.map((each, index) => (
              <li key={index}>
                {t("“{name}” nay hỏi theo câu “{asked}” của dịch vụ này.", {
                  name: each.name,
                  asked: each.asked,
                })}
              </li>
            ))}
          </ul>
        </>
      )}
    </Dialog>
  );
}
