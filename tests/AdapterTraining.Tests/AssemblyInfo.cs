// The console and the environment variables belong to the whole process.
[assembly: NonParallelizable]
