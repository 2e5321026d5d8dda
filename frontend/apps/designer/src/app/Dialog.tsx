import { useEffect, useRef, type ReactNode } from "react";
import { t } from "../i18n.ts";

interface Props {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  children: ReactNode;
  /** Without a close button the author has to choose. */
  mustChoose?: boolean;
}

/** A modal window; the browser keeps the keyboard inside and gives the focus back. */
export function Dialog({ title, isOpen, onClose, children, mustChoose = false }: Props): ReactNode {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen && dialog.current?.open === false) {
      dialog.current.showModal();
    }
  }, [isOpen]);
  if (!isOpen) {
    return null;
  }
  return (
    <dialog
      ref={dialog}
      className="mcd-dialog"
      aria-labelledby="mcd-dialog-title"
      onCancel={(event) => {
        event.preventDefault();
        if (!mustChoose) {
          onClose();
        }
      }}
    >
      <h2 id="mcd-dialog-title">{title}</h2>
      {children}
      {!mustChoose && (
        <button type="button" className="button button-secondary mcd-close" onClick={onClose}>
          {t("Đóng")}
        </button>
      )}
    </dialog>
  );
}
