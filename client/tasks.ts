import {
  type Disposable,
  type ExtensionContext,
  ProcessExecution,
  Task,
  type TaskDefinition,
  TaskGroup,
  tasks,
  type WorkspaceFolder,
  workspace,
} from 'vscode';

/** `{ "type": "topo", "task": "check" }`: checks all files of a folder with the command line that comes along. */
const definition: TaskDefinition = { type: 'topo', task: 'check' };

/** Offers the task `topo: check` for each folder; its findings are listed among the problems. */
export function registerTasks(context: ExtensionContext): Disposable {
  return tasks.registerTaskProvider('topo', {
    provideTasks: () => (workspace.workspaceFolders ?? []).map((folder) => checkOf(context, folder)),
    resolveTask: ({ definition: { task }, scope }) =>
      task === 'check' && typeof scope === 'object' ? checkOf(context, scope) : undefined,
  });
}

function checkOf(context: ExtensionContext, folder: WorkspaceFolder): Task {
  const words = [context.asAbsolutePath('dist/cli.js'), 'check', '--format', 'text', '.'];
  // VS Code's own program runs the command, as Node, since nobody needs to have Node besides.
  const options = { cwd: folder.uri.fsPath, env: { ELECTRON_RUN_AS_NODE: '1' } };
  const execution = new ProcessExecution(process.execPath, words, options);
  const task = new Task(definition, folder, 'check', 'topo', execution, '$topo');
  task.group = TaskGroup.Test;
  return task;
}
