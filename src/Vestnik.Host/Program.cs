using Vestnik.Host.Composition;

var app = Server.Build(args);
await app.RunAsync();
