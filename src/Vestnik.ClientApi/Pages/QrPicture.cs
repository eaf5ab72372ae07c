using System.Globalization;
using System.Text;
using QRCoder;

namespace Vestnik.ClientApi.Pages;

/// <summary>A text as a picture that phones read.</summary>
internal static class QrPicture
{
    public static Html Of(string text, string label)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var size = code.ModuleMatrix.Count;
        var path = new StringBuilder();
        for (var y = 0; y < size; y++)
        {
            for (var x = 0; x < size; x++)
            {
                if (code.ModuleMatrix[y][x])
                {
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
                }
            }
        }

        return Html.Of($"""<svg class="qr" viewBox="0 0 {size} {size}" role="img" aria-label="{label}"><path d="{path.ToString()}" fill="#000" shape-rendering="crispEdges"/></svg>""");
    }
}
