pims.set("pims.authentication.smscode",
  mapOf( /* parameters */  
    Pair("type", "modifyPhoneNumber"),
    Pair("smsCode", " "),
    Pair("phoneNumber", "0612345678")
  ) 
) { message -> when (message["status"] as? String) {
      "SUCCEEDED" -> { }                          // handle succeeded status
      "FAILED" ->    { }                          // handle failed status
  } }
