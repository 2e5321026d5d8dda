import { lazy, Suspense, useState, type ChangeEvent, type ReactNode } from "react";
import { t } from "../../i18n.ts";
import { Icon } from "../../inputs/icons.tsx";
import { useDesk, useEditable } from "../../store/hooks.ts";
import type { Imported } from "../../store/process.ts";
import { asked, troubleWords } from "../trouble.ts";
import { ImportPreview } from "./ImportPreview.tsx";

// The largest part of the designer by far; few ever ask for it.
const ExpertView = lazy(async () => ({ default: (await import("./ExpertView.tsx")).ExpertView }));

/** The process as a file that other programs read, there and back. */
export function BpmnScreen(): ReactNode {
  const desk = useDesk();
  const editable = useEditable();
  const [imported, setImported] = useState<Imported | null>(null);
  const [trouble, setTrouble] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [isExpert, setExpert] = useState(false);

  async function read(file: File): Promise<void> {
    setBusy(true);
    setImported(null);
    try {
      setImported(await asked(desk, () => desk.api.process.upload(file)));
      setTrouble("");
    } catch (error) {
      setTrouble(troubleWords(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <div className="mcd-bpmn">
      <p className="mcd-help">
        {t(
          "BPMN là cách ghi quy trình mà nhiều phần mềm cùng đọc được. Bảng các bước ở đây luôn là bản gốc.",
        )}
      </p>
      <div className="mcd-acts">
        <a className="button" href={desk.api.process.bpmn} download>
          {t("Tải tệp BPMN của quy trình này")}
        </a>
        {editable && <FileInput isBusy={isBusy} onFile={read} />}
        <button
          type="button"
          className="button button-secondary"
          aria-expanded={isExpert}
          data-expert
          onClick={() => {
            setExpert(!isExpert);
          }}
        >
          {isExpert ? t("Đóng bản vẽ chuyên gia") : t("Mở bản vẽ chuyên gia")}
        </button>
      </div>
      <p role="status">{isBusy ? t("Đang đọc tệp…") : ""}</p>
      {trouble !== "" && (
        <p className="mcd-problem-line" role="alert">
          <Icon name="warning" /> {trouble}
        </p>
      )}
      {imported !== null && (
        <ImportPreview
          imported={imported}
          onDone={() => {
            setImported(null);
          }}
        />
      )}
      {isExpert && (
        <Suspense fallback={<p>{t("Đang mở bản vẽ…")}</p>}>
          <ExpertView editable={editable} onFile={read} />
        </Suspense>
      )}
    </div>
  );
}

function FileInput({
  isBusy,
  onFile,
}: {
  isBusy: boolean;
  onFile: (file: File) => Promise<void>;
}): ReactNode {
  return (
    <label className="mcd-file-button button button-secondary">
      {t("Nhập tệp BPMN có sẵn")}
      <input
        type="file"
        accept=".bpmn,.xml,application/xml"
        disabled={isBusy}
        data-bpmn-file
        onChange={(event: ChangeEvent<HTMLInputElement>) => {
          const [file] = event.target.files ?? [];
          // The same file may be chosen again after it was mended.
          event.target.value = "";
          if (file !== undefined) void onFile(file);
        }}
      />
    </label>
  );
}
