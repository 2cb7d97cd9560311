import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";

/**
 * Starts the command given as arguments, tells its process id, and ends it as soon as nobody holds the input any
 * more: whatever ends this process (Ctrl-C, a crash, SIGKILL), the system closes the pipe. A command that does not
 * end within ten seconds when asked is killed.
 */
const GUARD = `
log=$1; shift
"$@" >>"$log" 2>&1 </dev/null &
child=$!
echo $child
cat >/dev/null
kill -TERM $child 2>/dev/null
for _ in $(seq 100); do kill -0 $child 2>/dev/null || exit 0; sleep 0.1; done
kill -KILL $child 2>/dev/null
`;

/** A process that can't outlive this one. */
export interface Guarded {
  readonly pid: number;
  /** Asks it to end and waits until it has. */
  stop(): Promise<void>;
  /** Ends it at once, as a crash would, and waits until it is gone. */
  kill(): Promise<void>;
}

/** Starts `command`; what it prints is appended to the file `log`. */
export async function startGuarded(
  command: string,
  args: readonly string[],
  options: { readonly log: string; readonly env: NodeJS.ProcessEnv },
): Promise<Guarded> {
  const guard: ChildProcess = spawn("sh", ["-c", GUARD, "guard", options.log, command, ...args], {
    // A process group of its own: Ctrl-C in the terminal reaches this process, which then lets go of the pipe.
    detached: true,
    env: options.env,
    stdio: ["pipe", "pipe", "inherit"],
  });
  const ended = once(guard, "exit");
  if (guard.stdin === null || guard.stdout === null) throw new Error(`${command} was started without pipes`);
  const { stdin } = guard;
  const [first] = await once(createInterface(guard.stdout), "line");
  const pid = Number(first);
  const stop = async () => {
    stdin.end();
    await ended;
  };
  return {
    pid,
    stop,
    async kill() {
      process.kill(pid, "SIGKILL");
      await stop();
    },
  };
}
