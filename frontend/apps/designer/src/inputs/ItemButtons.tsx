import type { ReactNode } from "react";
import { t } from "../i18n.ts";
import { Icon } from "./icons.tsx";

interface Props {
  /** What it is called, in the names of the buttons: "“Tiếp nhận”", "dòng 2". */
  name: string;
  index: number;
  count: number;
  onShift: (by: -1 | 1) => void;
  onDuplicate?: () => void;
  onRemove: () => void;
}

/** Up, down, perhaps a copy, and away: the same for everything that stands in a list. */
export function ItemButtons(props: Props): ReactNode {
  const { name, index, count, onShift, onDuplicate, onRemove } = props;
  return (
    <span className="mcd-mini-buttons">
      <ItemButton
        icon="up"
        words={t("Đưa {name} lên", { name })}
        disabled={index === 0}
        onClick={() => {
          onShift(-1);
        }}
      />
      <ItemButton
        icon="down"
        words={t("Đưa {name} xuống", { name })}
        disabled={index === count - 1}
        onClick={() => {
          onShift(1);
        }}
      />
      {onDuplicate !== undefined && (
        <ItemButton icon="copy" words={t("Nhân đôi {name}", { name })} onClick={onDuplicate} />
      )}
      <ItemButton icon="trash" words={t("Xóa {name}", { name })} onClick={onRemove} />
    </span>
  );
}

interface ButtonProps {
  icon: string;
  words: string;
  disabled?: boolean;
  onClick: () => void;
}

function ItemButton({ icon, words, disabled = false, onClick }: ButtonProps): ReactNode {
  return (
    <button
      type="button"
      className={icon === "trash" ? "mcd-icon-button mcd-danger" : "mcd-icon-button"}
      disabled={disabled}
      aria-label={words}
      title={words}
      onClick={onClick}
    >
      <Icon name={icon} />
    </button>
  );
}
