import type { ReactNode } from "react";
import { ConditionEditor } from "../rules/ConditionEditor.tsx";
import type { PageSection } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { CheckInput, WordsInput } from "../inputs/inputs.tsx";
import { newId } from "../model/copies.ts";
import { update } from "../model/operations.ts";
import { pick } from "../model/text.ts";
import { useDesigner, useEdit } from "../store/hooks.ts";
import { ListSection } from "./ListSection.tsx";

/** Parts of a long form: one for each party or subject, with the pages that belong to it. */
export function SectionsSection(): ReactNode {
  const sections = useDesigner((state) => state.document.form.sections);
  return (
    <>
      <p className="mcd-help">
        {t(
          "Tờ khai dài nên chia phần, ví dụ: người nộp, cha, mẹ, giấy tờ. Tờ khai ngắn thì không cần.",
        )}
      </p>
      <ListSection
        what="section"
        path="form/sections"
        items={sections}
        noun={t("phần")}
        nameOf={(section) => pick(section.title)}
        blank={(): PageSection => ({ id: newId("sec"), title: {}, visible_if: null })}
      >
        {(section) => <SectionFields section={section} />}
      </ListSection>
    </>
  );
}

function SectionFields({ section }: { section: PageSection }): ReactNode {
  const edit = useEdit();
  const pages = useDesigner((state) => state.document.form.pages);
  const own = pages.filter((page) => page.section === section.id);
  return (
    <>
      <WordsInput
        label={t("Tên phần")}
        value={section.title}
        onChange={(title) => {
          edit([update("section", section.id, { title })], {
            words: t("Sửa tên phần"),
            key: `${section.id}.title`,
          });
        }}
      />
      <fieldset className="mcd-fieldset">
        <legend className="mcd-label">{t("Các trang thuộc phần này")}</legend>
        {pages.map((page) => (
          <CheckInput
            key={page.id}
            label={pick(page.title)}
            value={page.section === section.id}
            onChange={(on) => {
              edit([update("page", page.id, { section: on ? section.id : null })], {
                words: t("Xếp trang vào phần"),
              });
            }}
          />
        ))}
      </fieldset>
      <ConditionEditor
        title={t("Khi nào hiện phần này")}
        always={t("Luôn hiện")}
        rule={section.visible_if}
        excluded={own.flatMap((page) => page.fields.map((field) => field.id))}
        onChange={(rule) => {
          edit([update("section", section.id, { visible_if: rule })], {
            words: t("Sửa điều kiện hiện"),
            key: `${section.id}.visible_if`,
          });
        }}
      />
    </>
  );
}
