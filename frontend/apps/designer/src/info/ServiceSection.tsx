import { useState, type ReactNode } from "react";
import type { Procedure, ServiceInfo } from "../generated/service.ts";
import { t } from "../i18n.ts";
import { ChecksInput, SelectInput, TextInput, WordsInput } from "../inputs/inputs.tsx";
import { updateWhole } from "../model/operations.ts";
import { useDesigner, useEdit } from "../store/hooks.ts";
import { ProblemsAt } from "./problems.tsx";

export function ServiceSection(): ReactNode {
  const edit = useEdit();
  const service = useDesigner((state) => state.document.service);
  function change(set: Partial<ServiceInfo>, key?: string): void {
    const words = t("Sửa thông tin dịch vụ");
    edit(
      [updateWhole("service", set)],
      key === undefined ? { words } : { words, key: `service.${key}` },
    );
  }
  return (
    <>
      <div data-place="service/name">
        <ProblemsAt path="service/name" />
        <WordsInput
          label={t("Tên dịch vụ")}
          value={service.name}
          onChange={(name) => {
            change({ name }, "name");
          }}
        />
      </div>
      <div data-place="service/summary">
        <ProblemsAt path="service/summary" />
        <WordsInput
          label={t("Câu giới thiệu ngắn")}
          help={t("Một câu để người dân biết dịch vụ này dùng khi nào.")}
          lines={2}
          value={service.summary}
          onChange={(summary) => {
            change({ summary }, "summary");
          }}
        />
      </div>
      <WordsInput
        label={t("Mô tả, hướng dẫn")}
        lines={5}
        maxLength={20_000}
        value={service.description}
        onChange={(description) => {
          change({ description }, "description");
        }}
      />
      <div className="mcd-grid">
        <SelectInput
          label={t("Mức độ trực tuyến")}
          value={service.level}
          choices={[
            ["full", t("Toàn trình")],
            ["partial", t("Một phần, có lúc phải đến trực tiếp")],
          ]}
          onChange={(level) => {
            change({ level: level as ServiceInfo["level"] });
          }}
        />
        <SelectInput
          label={t("Mức định danh cần có")}
          value={String(service.assurance_level)}
          choices={[
            ["0", t("Không cần tài khoản")],
            ["1", t("Tài khoản tự đăng ký")],
            ["2", t("Đã định danh mức 2")],
          ]}
          onChange={(level) => {
            change({ assurance_level: Number(level) });
          }}
        />
      </div>
      <div data-place="service/channels">
        <ProblemsAt path="service/channels" />
        <ChecksInput
          label={t("Cách thức thực hiện")}
          value={service.channels}
          choices={[
            ["online", t("Trực tuyến")],
            ["counter", t("Trực tiếp tại Một cửa")],
            ["post", t("Qua bưu chính")],
          ]}
          onChange={(channels) => {
            change({ channels: channels as ServiceInfo["channels"] });
          }}
        />
      </div>
      <ProcedureFields />
    </>
  );
}

function ProcedureFields(): ReactNode {
  const edit = useEdit();
  const procedure = useDesigner((state) => state.document.procedure);
  function change(set: Partial<Procedure>, key?: string): void {
    const words = t("Sửa thông tin thủ tục");
    edit(
      [updateWhole("procedure", set)],
      key === undefined ? { words } : { words, key: `procedure.${key}` },
    );
  }
  return (
    <>
      <h3>{t("Theo quyết định công bố thủ tục")}</h3>
      <div data-place="procedure/name">
        <ProblemsAt path="procedure/name" />
        <WordsInput
          label={t("Tên thủ tục hành chính")}
          value={procedure.name}
          onChange={(name) => {
            change({ name }, "name");
          }}
        />
      </div>
      <div className="mcd-grid">
        <div data-place="procedure/code">
          <ProblemsAt path="procedure/code" />
          <CodeInput
            value={procedure.code}
            onChange={(code) => {
              change({ code }, "code");
            }}
          />
        </div>
        <div data-place="procedure/sector">
          <ProblemsAt path="procedure/sector" />
          <WordsInput
            label={t("Lĩnh vực")}
            value={procedure.sector}
            onChange={(sector) => {
              change({ sector }, "sector");
            }}
          />
        </div>
        <SelectInput
          label={t("Cấp thực hiện")}
          value={procedure.level}
          choices={[
            ["central", t("Bộ, ngành")],
            ["province", t("Tỉnh")],
            ["commune", t("Xã, phường")],
          ]}
          onChange={(level) => {
            change({ level: level as Procedure["level"] });
          }}
        />
        <TextInput
          label={t("Quyết định công bố")}
          maxLength={200}
          value={procedure.decision}
          onChange={(decision) => {
            change({ decision }, "decision");
          }}
        />
      </div>
      <WordsInput
        label={t("Yêu cầu, điều kiện")}
        lines={3}
        maxLength={20_000}
        value={procedure.conditions}
        onChange={(conditions) => {
          change({ conditions }, "conditions");
        }}
      />
    </>
  );
}

const CODE = /^(\d\.\d{6}(\.[0-9A-Z]{2,3}){0,5})?$/u;

/** Only a whole code is saved; until then it is kept as typed. */
function CodeInput({
  value,
  onChange,
}: {
  value: string;
  onChange: (code: string) => void;
}): ReactNode {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? value;
  return (
    <TextInput
      label={t("Mã thủ tục")}
      help={t("Ví dụ 1.001193")}
      error={CODE.test(shown) ? undefined : t("Mã chưa đúng dạng 1.001193, chưa được lưu.")}
      maxLength={60}
      value={shown}
      onChange={(text) => {
        const code = text.trim();
        setTyped(CODE.test(code) ? null : text);
        if (CODE.test(code)) {
          onChange(code);
        }
      }}
    />
  );
}
