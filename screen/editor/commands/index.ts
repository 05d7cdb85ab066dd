import type { Desk } from '../tools/gesture.ts';
import { type Command, FAMILIES } from './define.ts';

const found = import.meta.glob<readonly Command[]>(['./*.ts', '!./index.ts', '!./define.ts'], {
  eager: true,
  import: 'commands',
});

/** Every command there is, in the order of their families. A file of the folder is the registration. */
export const COMMANDS: readonly Command[] = FAMILIES.flatMap((family) =>
  Object.values(found).flatMap((commands) => commands.filter((command) => command.family === family)),
);

export const commandOf = (id: string): Command | undefined => COMMANDS.find((command) => command.id === id);

/** Runs a command when it can be run now; says whether it did. */
export function runCommand(command: Command, desk: Desk): boolean {
  if (command.enabled && !command.enabled(desk)) return false;
  command.run(desk);
  return true;
}
