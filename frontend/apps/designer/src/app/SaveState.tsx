import type { ReactNode } from "react";
import { clock, t } from "../i18n.ts";
import { useDesigner } from "../store/hooks.ts";
import type { Phase } from "../store/state.ts";

/** Always says whether what was typed is safe. */
export function SaveState(): ReactNode {
  const phase = useDesigner((state) => state.phase);
  const savedAt = useDesigner((state) => state.facts.updated_at);
  const revision = useDesigner((state) => state.facts.revision);
  return (
    <p
      className={`mcd-save mcd-save--${phase}`}
      role="status"
      data-phase={phase}
      data-revision={revision}
    >
      {wordsFor(phase, savedAt)}
    </p>
  );
}

function wordsFor(phase: Phase, savedAt: string): string {
  switch (phase) {
    case "saved":
      return t("Đã lưu lúc {time}", { time: clock(savedAt) });
    case "waiting":
    case "saving":
      return t("Đang lưu…");
    case "offline":
      return t("Mất mạng, sẽ lưu lại");
    case "signed-out":
      return t("Chưa lưu: phiên làm việc đã hết");
    case "conflict":
      return t("Chưa lưu: có người vừa sửa");
  }
}
