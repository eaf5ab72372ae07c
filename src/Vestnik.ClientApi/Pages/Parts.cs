using Vestnik.ClientApi.Pages.Text;
using Vestnik.Protocol.Errors;

namespace Vestnik.ClientApi.Pages;

/// <summary>What the pages are put together from.</summary>
internal static class Parts
{
    /// <summary>A form that only this browser can send; <paramref name="action"/> is a path of this server.</summary>
    public static Html Form(Visit visit, string action, Html fields, string? name = null) => Html.Of(
        $"""<form method="post" action="{action}" data-name="{name}"><input type="hidden" name="seal" value="{visit.Seal}">{fields}</form>""");

    /// <summary>Where a code of the second factor is typed.</summary>
    public static Html CodeInput { get; } = Html.Of(
        $"""<input class="code" name="code" inputmode="text" autocomplete="one-time-code" autocapitalize="none" spellcheck="false" maxlength="32" required autofocus>""");

    public static Html Hidden(string name, string value) => Html.Of($"""<input type="hidden" name="{name}" value="{value}">""");

    public static Html Field(string label, Html input, string? hint = null) => Html.Of(
        $"""<label class="field"><span>{label}</span>{input}{(hint is null ? Html.Nothing : Html.Of($"<small>{hint}</small>"))}</label>""");

    public static Html Button(string text, string? name = null, string? value = null) => name is null
        ? Html.Of($"""<button class="button main">{text}</button>""")
        : Html.Of($"""<button class="button main" name="{name}" value="{value}">{text}</button>""");

    public static Html Quiet(string text, string? name = null, string? value = null) => name is null
        ? Html.Of($"""<button class="button">{text}</button>""")
        : Html.Of($"""<button class="button" name="{name}" value="{value}">{text}</button>""");

    public static Html Title(string title, string? lead = null) => Html.Of(
        $"""<h1>{title}</h1>{(lead is null ? Html.Nothing : Html.Of($"""<p class="lead">{lead}</p>"""))}""");

    /// <summary>What went wrong, read out at once by a screen reader.</summary>
    public static Html Problem(Words words, MatrixError? problem) => problem is null
        ? Html.Nothing
        : Html.Of($"""<p class="problem" role="alert">{words.Of(problem)}</p>""");

    public static Html Said(string? sentence) => sentence is null
        ? Html.Nothing
        : Html.Of($"""<p class="said" role="status">{sentence}</p>""");
}
