pims.set(api: "pims.authentication.smscode",
  parameters: [  
  "type": "modifyPhoneNumber",
  "smsCode": " ",
  "phoneNumber": "0612345678"
  ]
  ) { (message) in 
    if message["status"] == "SUCEEDED"    { }    // handle succeeded status
    else if message["status"] == "FAILED" { }    // handle failed status
  }
