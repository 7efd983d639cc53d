// A program in another language that asks for decisions: starts `enforcerules serve --stdio` once and keeps it.
//
// Run: java ServeClient.java enforcerules serve --stdio

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

public final class ServeClient {
    public static void main(String[] command) throws Exception {
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (BufferedWriter to = new BufferedWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
                BufferedReader from = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String[] requests = {
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"about\"}",
                "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"verdict\",\"params\":{\"case\":{\"matter\":\"food.expired\","
                    + "\"territory\":\"640100\",\"party\":{\"kind\":\"unit\"},\"phase\":\"concluded\","
                    + "\"start\":\"2024-03-01\",\"end\":\"2024-03-20\",\"dates\":{\"decided\":\"2024-05-06\"}},"
                    + "\"facts\":{\"经营超过保质期食品\":true,\"货值金额\":66.00,\"危害后果\":\"没有\","
                    + "\"及时改正\":true,\"违法行为轻微\":true}}}",
                "{\"jsonrpc\":\"2.0\",\"id\":3,\"method\":\"shutdown\"}",
            };
            for (String request : requests) { // one line out, one line in: answers come in the order of the requests
                to.write(request);
                to.newLine();
                to.flush();
                out.println(from.readLine());
            }
        }
        System.exit(process.waitFor());
    }
}
