// Each fixture has a server with threads of its own, and some measure what the process allocates.
[assembly: NonParallelizable]
