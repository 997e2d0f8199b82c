//! Each export in its forms, and files that are none.

#![allow(clippy::unwrap_used)]

use usage::{Format, Reader, Reason, Report, Row, Service};

fn read(text: &str) -> Report {
    let mut reader = Reader::new(&[200_000]);
    reader.begin("file");
    text.as_bytes().chunks(64).for_each(|piece| reader.push(piece));
    reader.end();
    reader.report()
}

/// Day, model, project, input, cache read, written for five minutes, for an hour, output.
fn told(row: &Row) -> String {
    let tokens = row.tokens;
    let counts =
        [tokens.input, tokens.cache_read, tokens.cache_write_5m, tokens.cache_write_1h, tokens.output];
    format!("{} {} {} {counts:?}", row.day, row.model, row.project)
}

fn check(text: &str, format: Format, rows: &[&str]) -> Report {
    let report = read(text);
    assert_eq!(report.files[0].format, Some(format), "{:?}", report.problems);
    assert_eq!(report.rows.iter().map(told).collect::<Vec<_>>(), rows);
    report
}

#[test]
fn anthropic_csv_in_both_forms() {
    let text = "usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,\
        usage_input_tokens_cache_write_5m,usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,\
        usage_output_tokens,web_search_count,inference_geo,speed\r\n\
        2026-11-02,claude-opus-4-6,\"key, old\",Default,batch,≤ 200k,700,20,30,300,40,0,global,\r\n\
        2026-11-03,claude-opus-4-6,key,Default,standard,> 200k,1,2,3,4,5,0,global,fast\r\n";
    let rows = check(
        text,
        Format::Anthropic,
        &[
            "2026-11-02 claude-opus-4-6 Default [700, 300, 20, 30, 40]",
            "2026-11-03 claude-opus-4-6 Default [1, 4, 2, 3, 5]",
        ],
    )
    .rows;
    assert_eq!((rows[0].service, rows[0].over), (Service::Batch, Some(0)));
    assert_eq!((rows[1].service, rows[1].over), (Service::Fast, Some(1)));
    let earlier = "usage_date_utc;model_version;api_key;workspace;usage_type;context_window;\
        usage_input_tokens_no_cache;usage_input_tokens_cache_write;usage_input_tokens_cache_read;usage_output_tokens;\
        web_search_count\n2026-11-02;claude-opus-4-6;key;Shop;standard;0-200k;700;20;300;40;0";
    check(earlier, Format::Anthropic, &["2026-11-02 claude-opus-4-6 Shop [700, 300, 20, 0, 40]"]);
}

#[test]
fn anthropic_json() {
    let text = r#"{
      "data": [{"starting_at": "2026-11-02T00:00:00Z", "ending_at": "2026-11-03T00:00:00Z", "results": [
        {"uncached_input_tokens": 700, "cache_creation": {"ephemeral_1h_input_tokens": 30, "ephemeral_5m_input_tokens": 20},
         "cache_read_input_tokens": 300, "output_tokens": 40, "workspace_id": "w1", "model": "claude-opus-4-6",
         "service_tier": "priority", "context_window": "200k-1M"},
        {"uncached_input_tokens": 1, "output_tokens": 1, "model": null}]}],
      "has_more": false, "next_page": null}"#;
    let report = read(text);
    assert_eq!(report.problems[0].reason, Reason::NoModel);
    let text = text.replace("\"model\": null", "\"model\": \"claude-haiku-4-5\"");
    let rows = check(
        &text,
        Format::Anthropic,
        &[
            "2026-11-02 claude-haiku-4-5  [1, 0, 0, 0, 1]",
            "2026-11-02 claude-opus-4-6 w1 [700, 300, 20, 30, 40]",
        ],
    )
    .rows;
    assert_eq!((rows[1].service, rows[1].over), (Service::Priority, Some(1)));
    assert_eq!(rows[0].over, None);
}

#[test]
fn openai_csv_and_json() {
    let csv = "start_time,end_time,project_id,num_model_requests,model,batch,service_tier,input_tokens,output_tokens,\
        input_cached_tokens\n1793620800,1793707200,p1,12,gpt-5.3-codex,false,default,1000,50,400\n";
    let report = check(csv, Format::OpenAi, &["2026-11-02 gpt-5.3-codex p1 [600, 400, 0, 0, 50]"]);
    assert_eq!(report.rows[0].requests, 12);
    let old = "timestamp,usage_type,model,n_requests,n_context_tokens_total,n_generated_tokens_total,\
        n_cached_context_tokens_total\n2026-11-02,text,gpt-5.3-codex,3,1000,50,400\n";
    check(old, Format::OpenAi, &["2026-11-02 gpt-5.3-codex  [600, 400, 0, 0, 50]"]);
    let json = r#"{"object":"page","data":[{"object":"bucket","start_time":1793620800,"end_time":1793707200,"results":[
        {"object":"organization.usage.completions.result","input_tokens":1000,"input_cached_tokens":400,"output_tokens":50,
         "num_model_requests":12,"project_id":"p1","model":"gpt-5.3-codex","batch":true}]}]}"#;
    let report = check(json, Format::OpenAi, &["2026-11-02 gpt-5.3-codex p1 [600, 400, 0, 0, 50]"]);
    assert_eq!(report.rows[0].service, Service::Batch);
}

#[test]
fn openrouter_csv() {
    let text = "generation_id,created_at,cost_total,tokens_prompt,tokens_completion,tokens_reasoning,tokens_cached,\
        model_permaslug,provider_name,app_name\n\
        gen-1,2026-11-02 10:00:00,0.1,1000,50,10,400,anthropic/claude-4.6-opus-20260205,Anthropic,Editor\n";
    check(
        text,
        Format::OpenRouter,
        &["2026-11-02 anthropic/claude-4.6-opus-20260205 Editor [600, 400, 0, 0, 50]"],
    );
}

#[test]
fn litellm_csv_and_json() {
    let csv = "request_id,call_type,spend,total_tokens,prompt_tokens,completion_tokens,startTime,model,cache_hit,team_id,\
        metadata\na,acompletion,0.1,1050,1000,50,2026-11-02T10:00:00,anthropic/claude-opus-4-6,False,t1,\
        \"{\"\"usage_object\"\":{\"\"cache_read_input_tokens\"\":300,\"\"cache_creation_input_tokens\"\":100}}\"\n\
        b,acompletion,0,1050,1000,50,2026-11-02T10:00:00,anthropic/claude-opus-4-6,True,t1,{}\n";
    check(csv, Format::LiteLlm, &["2026-11-02 anthropic/claude-opus-4-6 t1 [600, 300, 100, 0, 50]"]);
    let json = r#"[{"request_id":"a","spend":0.1,"prompt_tokens":1000,"completion_tokens":50,"startTime":"2026-11-02T10:00:00Z",
        "model":"gpt-5.3-codex","team_id":null,"metadata":{"usage_object":{"prompt_tokens_details":{"cached_tokens":400}}}}]"#;
    check(json, Format::LiteLlm, &["2026-11-02 gpt-5.3-codex  [600, 400, 0, 0, 50]"]);
}

#[test]
fn ccusage_json_in_its_forms() {
    let day = r#"{"date":"2026-11-02","inputTokens":3,"totalTokens":1444,"modelBreakdowns":[{"modelName":"claude-opus-4-6",
        "inputTokens":3,"outputTokens":41,"cacheCreationTokens":500,"cacheReadTokens":900}]}"#;
    let row = "2026-11-02 claude-opus-4-6  [3, 900, 500, 0, 41]";
    let of = |sections: &[&str]| {
        let section = |name: &&str| format!("\"{name}\": [{day}]");
        format!("{{\n{}, \"totals\": {{}}}}", sections.iter().map(section).collect::<Vec<_>>().join(","))
    };
    check(&of(&["daily"]), Format::Ccusage, &[row]);
    // All sections hold the same tokens.
    check(&of(&["daily", "monthly"]), Format::Ccusage, &[row]);
    let projects = format!(
        r#"{{"projects":{{"-w-shop":[{}]}}}}"#,
        day.replace("\"date\"", "\"project\":\"-w-shop\",\"date\"")
    );
    check(&projects, Format::Ccusage, &["2026-11-02 claude-opus-4-6 -w-shop [3, 900, 500, 0, 41]"]);
    let codex = r#"{"sessions":[{"lastActivity":"2026-11-02T10:00:05.000Z","totalTokens":1050,"models":{"gpt-5.3-codex":
        {"inputTokens":800,"cacheReadTokens":200,"cacheCreationTokens":0,"outputTokens":50}}}]}"#;
    check(codex, Format::Ccusage, &["2026-11-02 gpt-5.3-codex  [800, 200, 0, 0, 50]"]);
    let earlier = codex.replace(
        "\"inputTokens\":800,\"cacheReadTokens\":200",
        "\"inputTokens\":1000,\"cachedInputTokens\":200",
    );
    check(&earlier, Format::Ccusage, &["2026-11-02 gpt-5.3-codex  [800, 200, 0, 0, 50]"]);
}

#[test]
fn what_is_no_usage_is_refused_with_its_reason() {
    let many = "{".repeat(20_000);
    for (bytes, reason) in [
        (&b""[..], Reason::Empty),
        (b"\0\0 \n", Reason::Empty),
        (b"\xFF\xFEu\0s\0", Reason::Utf16),
        (b"\x1F\x8B\x08\0", Reason::Binary),
        (b"PK\x03\x04", Reason::Binary),
        (b"Dear diary,\ntoday I used no tokens.", Reason::Unknown),
        (b"name,age\nMia,7\n", Reason::Unknown),
        (b"{\"a\":1}", Reason::Unknown),
        (b"[1,2]", Reason::Unknown),
        (b"{\"data\":[{\"a\":1}", Reason::Cut),
        (b"{\"data\":[{\"a\":1]}", Reason::Json),
        (many.as_bytes(), Reason::Cut),
    ] {
        let mut reader = Reader::new(&[]);
        reader.begin("file");
        reader.push(bytes);
        reader.end();
        let report = reader.report();
        let reasons: Vec<Reason> = report.problems.iter().map(|problem| problem.reason).collect();
        assert!(
            reasons.contains(&reason),
            "{:?}: {reasons:?}",
            String::from_utf8_lossy(&bytes[..bytes.len().min(40)])
        );
        assert_eq!(report.rows, []);
    }
}

#[test]
fn a_bad_cell_costs_its_row_alone() {
    let head = "start_time_iso,num_model_requests,model,input_tokens,output_tokens,input_cached_tokens\n";
    let rows = "2026-11-02,1,m,many,1,0\n2026-11-02,1,m,5\n2026-11-02,1,m,5,1,0\n";
    let report = read(&[head, rows].concat());
    assert_eq!(report.total().all(), 6);
    let problems: Vec<_> = report.problems.iter().map(|problem| (problem.line, problem.reason)).collect();
    assert_eq!(problems, [(2, Reason::Number), (3, Reason::Cells)]);
}
