using Vestnik.Host.Commands;

return await CommandLine.RunAsync(args);
