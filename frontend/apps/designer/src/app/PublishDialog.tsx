import { useState, type ReactNode } from "react";
import { t } from "../i18n.ts";
import { ApiError } from "../store/api.ts";
import { useDesigner, useDesk } from "../store/hooks.ts";
import { Dialog } from "./Dialog.tsx";
import type { Problem } from "../facts.ts";
import { problemKey } from "../problems/advice.ts";
import { ProblemList } from "../problems/ProblemsPanel.tsx";

/** Ask another person to publish; with errors left it says which instead. */
export function PublishDialog(): ReactNode {
  const { store } = useDesk();
  const isOpen = useDesigner((state) => state.dialog === "publish");
  const problems = useDesigner((state) => state.facts.problems);
  const refusal = useDesigner((state) => state.refusal);
  const known = refusal.length > 0 ? refusal : problems;
  const isBlocked = known.some((problem) => problem.severity === "error");
  return (
    <Dialog
      title={t("Gửi duyệt")}
      isOpen={isOpen}
      onClose={() => {
        store.set({ dialog: null });
      }}
    >
      {isBlocked ? (
        <>
          <p>{t("Chưa gửi duyệt được. Hãy sửa những chỗ sau.")}</p>
          <ProblemList problems={known} />
        </>
      ) : (
        <RequestForm warnings={known} />
      )}
    </Dialog>
  );
}

function RequestForm({ warnings }: { warnings: readonly Problem[] }): ReactNode {
  const { store, saver, api } = useDesk();
  const [note, setNote] = useState("");
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState("");
  async function send(): Promise<void> {
    setBusy(true);
    setError("");
    try {
      if (!(await saver.flush())) {
        throw new ApiError("offline", t("Còn thay đổi chưa lưu. Hãy đợi lưu xong rồi gửi."));
      }
      const base_revision = store.state.facts.revision;
      store.adopt(await api.act("request", { note, reasons, base_revision }));
      store.set({ dialog: null });
      store.say(t("Đã gửi duyệt. Người có quyền công bố sẽ thấy trong danh sách chờ duyệt."));
    } catch (failure) {
      const known = failure instanceof ApiError ? failure : null;
      store.set({ refusal: known?.problems ?? [] });
      const said = known?.message ?? "";
      setError(said === "" ? t("Chưa gửi được. Hãy kiểm tra mạng rồi thử lại.") : said);
    } finally {
      setBusy(false);
    }
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <p>
        {t(
          "Một người khác có quyền công bố sẽ xem lại rồi mới đưa lên cổng. Trong lúc chờ, bản nháp được khóa.",
        )}
      </p>
      {warnings.length > 0 && (
        <Warnings warnings={warnings} reasons={reasons} onChange={setReasons} />
      )}
      <label className="mcd-label" htmlFor="mcd-note">
        {t("Lời nhắn cho người duyệt")}
      </label>
      <textarea
        id="mcd-note"
        rows={3}
        maxLength={2000}
        value={note}
        onChange={(event) => {
          setNote(event.target.value);
        }}
      />
      {error !== "" && (
        <p className="mcd-error" role="alert">
          {error}
        </p>
      )}
      <button type="submit" className="button" disabled={busy}>
        {t("Gửi duyệt")}
      </button>
    </form>
  );
}

interface WarningsProps {
  warnings: readonly Problem[];
  reasons: Readonly<Record<string, string>>;
  onChange: (reasons: Readonly<Record<string, string>>) => void;
}

/** A warning may stand, with a reason that whoever approves will read. */
function Warnings({ warnings, reasons, onChange }: WarningsProps): ReactNode {
  return (
    <>
      <h3>{t("Những điều nên xem lại")}</h3>
      <p>{t("Sửa được thì nên sửa. Để nguyên thì ghi lý do cho người duyệt.")}</p>
      {warnings.map((warning) => {
        const key = problemKey(warning);
        return (
          <p key={key}>
            <label className="mcd-label" htmlFor={`why-${key}`}>
              {warning.message}
            </label>
            <input
              id={`why-${key}`}
              type="text"
              maxLength={500}
              autoComplete="off"
              placeholder={t("Lý do để nguyên")}
              value={reasons[key] ?? ""}
              onChange={(event) => {
                onChange({ ...reasons, [key]: event.target.value });
              }}
            />
          </p>
        );
      })}
    </>
  );
}
