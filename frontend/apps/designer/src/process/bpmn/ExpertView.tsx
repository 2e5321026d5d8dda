import "bpmn-js/dist/assets/diagram-js.css";
import "bpmn-js/dist/assets/bpmn-js.css";
import "bpmn-js/dist/assets/bpmn-font/css/bpmn.css";
import type BaseViewer from "bpmn-js/lib/BaseViewer";
import Modeler from "bpmn-js/lib/Modeler";
import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { t } from "../../i18n.ts";
import { Icon } from "../../inputs/icons.tsx";
import { useDesk } from "../../store/hooks.ts";
import { asked, troubleWords } from "../trouble.ts";
import { lintDrawing, type Finding } from "./linting.ts";
import { inVietnamese } from "./vietnamese.ts";

interface Props {
  editable: boolean;
  /** What was drawn, to be read like any other file. */
  onFile: (file: File) => Promise<void>;
}

// Their symbols are written with style attributes, which our page does not allow.
const WITHOUT = {
  alignElementsContextPadProvider: ["value", null],
  alignElementsMenuProvider: ["value", null],
  distributeElementsMenuProvider: ["value", null],
};

/** The drawing as those see it who know BPMN; the logo of bpmn.io stays where it is. */
export function ExpertView({ editable, onFile }: Props): ReactNode {
  const desk = useDesk();
  const place = useRef<HTMLDivElement>(null);
  const viewer = useRef<BaseViewer | null>(null);
  const [trouble, setTrouble] = useState("");
  const [findings, setFindings] = useState<readonly Finding[] | null>(null);

  useEffect(() => {
    const container = place.current;
    if (container === null) return undefined;
    const words = desk.host.language.startsWith("vi")
      ? [{ translate: ["value", inVietnamese] }]
      : [];
    const made = editable
      ? new Modeler({ container, additionalModules: [WITHOUT, ...words] })
      : new NavigatedViewer({ container, additionalModules: words });
    viewer.current = made;
    let isCurrent = true;
    asked(desk, () => desk.api.process.bpmnText())
      .then(async (xml) => {
        if (!isCurrent) return;
        await made.importXML(xml);
        made
          .get<{ zoom: (how: string, where: string) => void }>("canvas")
          .zoom("fit-viewport", "auto");
      })
      .catch((error: unknown) => {
        if (isCurrent) setTrouble(troubleWords(error));
      });
    return () => {
      isCurrent = false;
      viewer.current = null;
      made.destroy();
    };
  }, [desk, editable]);

  async function give(): Promise<void> {
    const saved = await viewer.current?.saveXML({ format: true });
    if (saved?.xml !== undefined) {
      await onFile(new File([saved.xml], "quy-trinh.bpmn", { type: "application/xml" }));
      document.querySelector("[data-import-preview]")?.scrollIntoView({ block: "start" });
    }
  }

  async function check(): Promise<void> {
    const definitions: unknown = viewer.current?.getDefinitions();
    if (definitions !== undefined) setFindings(await lintDrawing(definitions));
  }

  return (
    <section className="mcd-expert" aria-label={t("Bản vẽ chuyên gia")}>
      <p className="mcd-help">
        {t(
          "Vẽ bằng chuột theo ký hiệu BPMN. Vẽ xong bấm “Đưa bản vẽ vào bảng”, xem trước rồi mới thay.",
        )}
      </p>
      {trouble !== "" && (
        <p className="mcd-problem-line" role="alert">
          <Icon name="warning" /> {trouble}
        </p>
      )}
      <div className="mcd-expert-canvas" ref={place} />
      <div className="mcd-acts">
        {editable && (
          <button type="button" className="button" onClick={() => void give()} data-expert-give>
            {t("Đưa bản vẽ vào bảng")}
          </button>
        )}
        <button
          type="button"
          className="button button-secondary"
          onClick={() => void check()}
          data-expert-check
        >
          {t("Kiểm tra bản vẽ")}
        </button>
      </div>
      <div role="status">{findings !== null && <Findings findings={findings} />}</div>
    </section>
  );
}

function Findings({ findings }: { findings: readonly Finding[] }): ReactNode {
  if (findings.length === 0) {
    return <p>{t("Bản vẽ không có lỗi.")}</p>;
  }
  return (
    <ul className="mcd-findings">
      {findings.map((finding, index) => (
        <li
          key={index}
          className={finding.isError ? "mcd-problem-line" : "mcd-warning-line"}
          title={finding.rule}
        >
          {finding.place === "" ? finding.words : `${finding.place}: ${finding.words}`}
        </li>
      ))}
    </ul>
  );
}
