import { useState, type ReactNode } from "react";
import { t } from "../i18n.ts";
import { ApiError } from "../store/api.ts";
import { useDesigner, useDesk } from "../store/hooks.ts";
import { Dialog } from "./Dialog.tsx";

export function WithdrawDialog(): ReactNode {
  const { store, api } = useDesk();
  const isOpen = useDesigner((state) => state.dialog === "withdraw");
  const [reason, setReason] = useState("");
  const [error, setError] = useState("");
  async function send(): Promise<void> {
    try {
      store.adopt(await api.act("withdraw", { reason }));
      store.set({ dialog: null });
      store.say(t("Đã rút dịch vụ khỏi cổng."));
    } catch (failure) {
      setError(
        (failure instanceof ApiError && failure.message) || t("Chưa rút được. Hãy thử lại."),
      );
    }
  }
  return (
    <Dialog
      title={t("Rút dịch vụ khỏi cổng")}
      isOpen={isOpen}
      onClose={() => {
        store.set({ dialog: null });
      }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <p>
          {t(
            "Người dân sẽ không nộp hồ sơ mới được nữa. Hồ sơ đã nộp vẫn được giải quyết tiếp. Muốn mở lại, phải gửi duyệt và công bố lại.",
          )}
        </p>
        <label className="mcd-label" htmlFor="mcd-reason">
          {t("Lý do rút")}
        </label>
        <textarea
          id="mcd-reason"
          rows={3}
          maxLength={2000}
          required
          value={reason}
          onChange={(event) => {
            setReason(event.target.value);
          }}
        />
        {error !== "" && (
          <p className="mcd-error" role="alert">
            {error}
          </p>
        )}
        <button type="submit" className="button no">
          {t("Rút dịch vụ")}
        </button>
      </form>
    </Dialog>
  );
}
