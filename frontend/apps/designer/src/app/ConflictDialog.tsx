import type { ReactNode } from "react";
import { clock, t } from "../i18n.ts";
import { useDesigner, useDesk } from "../store/hooks.ts";
import { Dialog } from "./Dialog.tsx";

/** Somebody saved in between: nothing is lost before the author has chosen. */
export function ConflictDialog(): ReactNode {
  const { saver } = useDesk();
  const conflict = useDesigner((state) => state.conflict);
  if (conflict === null) {
    return null;
  }
  const { fresh, words } = conflict;
  const isLocked = fresh.status === "in_review";
  return (
    <Dialog
      title={isLocked ? t("Bản nháp vừa được gửi duyệt") : t("Có người vừa sửa bản nháp này")}
      isOpen
      mustChoose
      onClose={() => undefined}
    >
      <p>
        {t("{name} đã lưu lúc {time}. Những việc sau của bạn chưa được lưu:", {
          name: fresh.updated_by_name,
          time: clock(fresh.updated_at),
        })}
      </p>
      <ul>
        {words.map((each, index) => (
          <li key={`${index}-${each}`}>{each}</li>
        ))}
      </ul>
      <div className="mcd-acts">
        {!isLocked && (
          <button type="button" className="button" onClick={() => void saver.settle(true)}>
            {t("Lấy bản mới nhất và làm lại việc của tôi")}
          </button>
        )}
        <button
          type="button"
          className="button button-secondary"
          onClick={() => void saver.settle(false)}
        >
          {t("Lấy bản mới nhất, bỏ việc của tôi")}
        </button>
      </div>
    </Dialog>
  );
}
