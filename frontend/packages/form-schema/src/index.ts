export * from "./generated/form.ts";
