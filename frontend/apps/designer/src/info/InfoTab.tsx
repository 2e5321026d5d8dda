import type { ReactNode } from "react";
import { t } from "../i18n.ts";
import { EnglishToggle } from "../inputs/inputs.tsx";
import { useDesigner, useDesk } from "../store/hooks.ts";
import { ClockSection } from "./ClockSection.tsx";
import { ComponentsSection } from "./ComponentsSection.tsx";
import { EligibilitySection } from "./EligibilitySection.tsx";
import { ExecutionSection, PrivacySection } from "./ExecutionSection.tsx";
import { PartiesSection } from "./PartiesSection.tsx";
import { FeesSection } from "./FeesSection.tsx";
import { LegalSection } from "./LegalSection.tsx";
import { NoticesSection } from "./NoticesSection.tsx";
import { ResultSection } from "./ResultSection.tsx";
import { SectionsSection } from "./SectionsSection.tsx";
import { ServiceSection } from "./ServiceSection.tsx";

const SECTIONS = [
  ["service", "Dịch vụ và thủ tục", ServiceSection],
  ["eligibility", "Điều kiện trước khi khai", EligibilitySection],
  ["sections", "Các phần của tờ khai", SectionsSection],
  ["clock", "Thời hạn giải quyết", ClockSection],
  ["components", "Thành phần hồ sơ", ComponentsSection],
  ["fees", "Phí, lệ phí", FeesSection],
  ["execution", "Cách thực hiện", ExecutionSection],
  ["parties", "Người liên quan, liên thông", PartiesSection],
  ["notices", "Thông báo cho người dân", NoticesSection],
  ["result", "Giấy kết quả", ResultSection],
  ["legal_bases", "Căn cứ pháp lý", LegalSection],
  ["privacy", "Dữ liệu cá nhân", PrivacySection],
] as const;

export function InfoTab(): ReactNode {
  return (
    <div className="mcd-sheet mcd-info">
      <nav className="mcd-info-nav" aria-label={t("Các mục thông tin")}>
        <ul>
          {SECTIONS.map(([key, title]) => (
            <li key={key}>
              <a href={`#mcd-${key}`}>{t(title)}</a>
            </li>
          ))}
          <li>
            <EnglishToggle />
          </li>
        </ul>
      </nav>
      <div>
        {SECTIONS.map(([key, title, Section]) => (
          <section
            key={key}
            id={`mcd-${key}`}
            className="mcd-section"
            data-place={key}
            tabIndex={-1}
            aria-label={t(title)}
          >
            <h2>{t(title)}</h2>
            <Section />
          </section>
        ))}
        <Withdraw />
      </div>
    </div>
  );
}

function Withdraw(): ReactNode {
  const { store } = useDesk();
  const facts = useDesigner((state) => state.facts);
  if (!facts.may.publish || facts.live_number === null || facts.status === "in_review") {
    return null;
  }
  return (
    <section className="mcd-section">
      <h2>{t("Rút dịch vụ khỏi cổng")}</h2>
      <button
        type="button"
        className="button no"
        onClick={() => {
          store.set({ dialog: "withdraw" });
        }}
      >
        {t("Rút dịch vụ…")}
      </button>
    </section>
  );
}
