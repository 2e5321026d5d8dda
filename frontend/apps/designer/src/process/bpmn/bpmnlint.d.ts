// bpmnlint brings no types.

declare module "bpmnlint/lib/linter.js" {
  interface Report {
    id?: string;
    name?: string;
    message: string;
    category: string;
  }
  export default class Linter {
    constructor(options: { resolver: unknown; config: unknown });
    lint(definitions: unknown): Promise<Record<string, Report[]>>;
  }
}

declare module "bpmnlint/lib/resolver/static-resolver.js" {
  const StaticResolver: new (cache: Record<string, unknown>) => object;
  export default StaticResolver;
}

declare module "bpmnlint/config/*" {
  const config: unknown;
  export default config;
}

declare module "bpmnlint/rules/*" {
  const rule: unknown;
  export default rule;
}
