import { useEffect, type ReactNode } from "react";
import { t } from "../i18n.ts";
import { useDesigner, useDesk, useEditable } from "../store/hooks.ts";

const SHOWN_FOR = 10_000;

/** The last thing that happened, with a way back. Errors stay until closed. */
export function ToastBar(): ReactNode {
  const { store, saver } = useDesk();
  const toast = useDesigner((state) => state.toast);
  const editable = useEditable();
  const id = toast?.id;
  const stays = toast?.isError ?? false;
  useEffect(() => {
    if (id === undefined || stays) {
      return undefined;
    }
    const timer = setTimeout(() => {
      if (store.state.toast?.id === id) {
        store.set({ toast: null });
      }
    }, SHOWN_FOR);
    return () => {
      clearTimeout(timer);
    };
  }, [id, stays, store]);
  return (
    <div className="mcd-toasts" role={stays ? "alert" : "status"}>
      {toast !== null && (
        <div className={stays ? "mcd-toast mcd-toast--error" : "mcd-toast"}>
          <span>{toast.words}</span>
          {toast.canUndo && editable && (
            <button type="button" onClick={() => void saver.replay("undo")}>
              {t("Hoàn tác")}
            </button>
          )}
          <button
            type="button"
            onClick={() => {
              store.set({ toast: null });
            }}
          >
            {t("Đóng")}
          </button>
        </div>
      )}
    </div>
  );
}
