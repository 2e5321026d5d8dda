import type { ReactNode } from "react";
import type { LegalBasis } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { TextInput, WordsInput } from "../inputs/inputs.tsx";
import { blankLegalBasis } from "../model/blank.ts";
import { update } from "../model/operations.ts";
import { useDesigner, useEdit } from "../store/hooks.ts";
import { ListSection } from "./ListSection.tsx";

export function LegalSection(): ReactNode {
  const bases = useDesigner((state) => state.document.legal_bases);
  return (
    <ListSection
      what="legal_basis"
      path="legal_bases"
      items={bases}
      noun={t("căn cứ")}
      nameOf={(basis) => basis.number}
      blank={blankLegalBasis}
    >
      {(basis) => <BasisFields basis={basis} />}
    </ListSection>
  );
}

function BasisFields({ basis }: { basis: LegalBasis }): ReactNode {
  const edit = useEdit();
  function change(set: Partial<LegalBasis>, key: string): void {
    edit([update("legal_basis", basis.id, set)], {
      words: t("Sửa căn cứ pháp lý"),
      key: `${basis.id}.${key}`,
    });
  }
  return (
    <div className="mcd-grid">
      <TextInput
        label={t("Số, ký hiệu")}
        maxLength={200}
        value={basis.number}
        onChange={(number) => {
          change({ number }, "number");
        }}
      />
      <WordsInput
        label={t("Tên văn bản")}
        value={basis.title}
        onChange={(title) => {
          change({ title }, "title");
        }}
      />
      <TextInput
        label={t("Điều, khoản")}
        maxLength={200}
        value={basis.article}
        onChange={(article) => {
          change({ article }, "article");
        }}
      />
    </div>
  );
}
