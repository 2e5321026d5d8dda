import type { ReactNode } from "react";
import { t } from "../i18n.ts";
import { CheckInput, SelectInput } from "../inputs/inputs.tsx";
import { pick } from "../model/text.ts";
import { useDesigner } from "../store/hooks.ts";
import { nameOf } from "../words/rules.ts";
import type { PartProps } from "./StepPanel.tsx";

/** Which pages and questions whoever does the step may read. */
export function ShownInput({ step, onChange }: PartProps): ReactNode {
  const pages = useDesigner((state) => state.document.form.pages);
  const { shown } = step;
  const known = new Set(shown ?? []);
  function toggle(id: string, on: boolean, inner: readonly string[]): void {
    const left = (shown ?? []).filter((each) => each !== id && !inner.includes(each));
    onChange({ shown: on ? [...left, id] : left });
  }
  return (
    <fieldset className="mcd-fieldset">
      <legend className="mcd-label">{t("Người làm bước này được xem")}</legend>
      <SelectInput
        label={t("Nội dung hồ sơ")}
        value={shown === null ? "all" : "some"}
        choices={[
          ["all", t("Theo quyền của vai trò")],
          ["some", t("Chỉ những phần chọn dưới đây")],
        ]}
        onChange={(which) => {
          onChange({ shown: which === "all" ? null : [] });
        }}
      />
      {shown !== null &&
        pages.map((page) => (
          <div key={page.id} className="mcd-shown-page">
            <CheckInput
              label={t("Cả trang “{name}”", { name: pick(page.title) })}
              value={known.has(page.id)}
              onChange={(on) => {
                const inner = page.fields.map((field) => field.id);
                toggle(page.id, on, inner);
              }}
            />
            {!known.has(page.id) && (
              <details className="mcd-more">
                <summary>{t("Chọn từng câu")}</summary>
                {page.fields.map((field) => (
                  <CheckInput
                    key={field.id}
                    label={nameOf(field)}
                    value={known.has(field.id)}
                    onChange={(on) => {
                      toggle(field.id, on, []);
                    }}
                  />
                ))}
              </details>
            )}
          </div>
        ))}
    </fieldset>
  );
}
