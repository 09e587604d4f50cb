/** Starts a clock of the time that this process computes, in milliseconds: what else the machine does is no part of it. */
export function cpuClock(): () => number {
  const before = process.cpuUsage();
  return () => {
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  };
}
