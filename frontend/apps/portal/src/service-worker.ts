/**
 * The portal's worker: shows what a push message says, and has something to show without a network.
 *
 * Served as one file from the root, with `MC_SHELL` written before it: what it uses is used by no
 * other entry, or it would end up in a file of its own.
 */

import { showNotices } from "./offline/notices.ts";
import type { WorkerScope } from "./offline/scope.ts";
import { holdShell } from "./offline/shell.ts";

const worker = self as unknown as WorkerScope;

showNotices(worker);
if (worker.MC_SHELL) holdShell(worker, worker.MC_SHELL);
