namespace Vestnik.Host.Composition;

/// <summary>The configuration cannot be used; the message tells the operator, in a sentence, which key is wrong and how.</summary>
internal sealed class ConfigurationProblemException(string message) : Exception(message);
