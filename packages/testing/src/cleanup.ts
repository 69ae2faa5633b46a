type Task = () => Promise<void> | void;

const tasks: Task[] = [];

/** Keeps a task for `cleanUp`. */
export const afterwards = (task: Task): void => {
  tasks.push(task);
};

/** For the `afterAll` or `afterEach` of every file that starts or opens something; the last task runs first. */
export const cleanUp = async (): Promise<void> => {
  const failures: unknown[] = [];
  for (const task of tasks.splice(0).reverse()) {
    try {
      await task();
    } catch (failure) {
      failures.push(failure);
    }
  }
  if (failures.length > 0) throw new AggregateError(failures, 'not everything could be cleaned up');
};
